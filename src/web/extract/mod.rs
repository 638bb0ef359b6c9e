//! What a handler asks for, as argument types: who calls, what is asked, what is sent.

mod admin;
mod asked;
mod body;
mod id;
mod if_match;
mod permission;

pub use admin::Admin;
pub use asked::{Asked, Paging};
pub use body::{Body, Field};
pub use id::{Id, Pair};
pub use if_match::IfMatch;
pub use permission::{
    AskDecisions, ExportPeople, ManageDirectory, ManageRoles, ManageSecurity, ManageSettings,
    ManageUsers, ManageWebhooks, Needs, Permission, ReadAccess, ReadAudit, ReadEvents, ReadPeople,
    ReadSettings,
};
