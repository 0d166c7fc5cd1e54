//! Who does something to the data.

/// A person or a program that changes datasets, as the history names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The name of the account, or of the command line's user.
    pub name: String,
    /// What it may do: `editor`, `admin`, `command-line`.
    pub role: String,
}

impl Actor {
    /// The command line, which whoever may write the file may use.
    pub fn command_line() -> Self {
        Self { name: "command-line".to_owned(), role: "command-line".to_owned() }
    }
}
