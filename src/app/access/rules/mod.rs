//! Rules by hand: whom they give what, what is wrong with them, and making, changing and removing
//! them.

mod check;
mod create;
mod delete;
mod list;
mod update;
mod warning;

pub use create::CreateRule;
pub use delete::DeleteRule;
pub use list::{RuleView, list_rules, show_rule};
pub use update::UpdateRule;
pub use warning::Warning;
pub(super) use warning::warnings;
