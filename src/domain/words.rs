//! One macro for the closed lists of the field: an enum and its words.
//!
//! A closed list (levels, strata, sectors …) has one word a variant, the same
//! in files, database, API and tiles. The macro writes the enum, `as_str`,
//! `ALL`, `Display` and `FromStr` from one table, so the words stand once.

macro_rules! words {
    (
        $(#[$meta:meta])*
        $name:ident as $noun:literal {
            $( $(#[$vmeta:meta])* $variant:ident = $word:literal ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$vmeta])* $variant ),+
        }

        impl $name {
            /// Every variant, in the order of the field.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The word used in files, database, API and tiles.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::InvalidValue;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $( $word => Ok(Self::$variant), )+
                    _ => Err($crate::domain::InvalidValue::new(
                        $noun,
                        text,
                        concat!("expected one of", $( " ", $word ),+),
                    )),
                }
            }
        }
    };
}

pub(crate) use words;
