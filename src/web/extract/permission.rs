//! What a token of the admin API may do: one table.

use muster_model::connection::TokenRole;

/// What a handler asks of its caller.
pub trait Needs {
    /// The permission.
    const PERMISSION: Permission;
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $text:literal, from $role:ident;)*) => {
        /// One permission of the admin API.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Permission {
            $($(#[$doc])* $name,)*
        }

        impl Permission {
            /// Every permission.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name that documents and problems call it by.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The least role that has it.
            pub fn role(self) -> TokenRole {
                match self { $(Self::$name => TokenRole::$role,)* }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Needs for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )*
    };
}

permissions! {
    /// Read people, their access, their invitations and groups.
    ReadPeople = "people.view", from Viewer;
    /// Read roles, workspaces, fleet groups and rules, and try a rule out.
    ReadAccess = "access.view", from Viewer;
    /// Read the feed of events.
    ReadEvents = "events", from Viewer;
    /// Ask whether somebody may do something.
    AskDecisions = "decisions", from Viewer;
    /// Read the account's settings.
    ReadSettings = "account.view", from Viewer;
    /// Invite, change, deactivate and delete people.
    ManageUsers = "account.users", from Admin;
    /// Change roles, workspaces, fleet groups and rules.
    ManageRoles = "account.roles", from Admin;
    /// Read and change webhooks and their deliveries.
    ManageWebhooks = "account.webhooks", from Admin;
    /// Read and change connections, their tokens and clients.
    ManageDirectory = "account.directory", from Admin;
    /// Read the provisioning log.
    ReadAudit = "account.audit", from Admin;
    /// Take the people of the account away as a file.
    ExportPeople = "account.export", from Admin;
    /// Change the account's name and verified domains.
    ManageSettings = "account.settings", from Admin;
    /// Change who rules the account: tokens, owners, what directories may give.
    ManageSecurity = "account.security", from Owner;
}
