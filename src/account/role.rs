//! Roles, and who has one.

use crate::domain::words;

words! {
    /// What somebody may do. Each role may do all that the one before may.
    Role as "role" {
        /// Looks: what only people of the office may see.
        Viewer = "viewer",
        /// Brings data: imports, publishes, takes back.
        Editor = "editor",
        /// Looks after accounts, tokens and the audit log.
        Admin = "admin",
    }
}

impl Role {
    /// Whether it may do what `least` may.
    pub fn reaches(self, least: Self) -> bool {
        self >= least
    }
}

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The name of the account, or `token:` and the token's id.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn a_role_reaches_itself_and_those_below() {
        for (high, role) in Role::ALL.iter().enumerate() {
            for (low, least) in Role::ALL.iter().enumerate() {
                assert_eq!(role.reaches(*least), high >= low, "{role} {least}");
            }
        }
    }
}
