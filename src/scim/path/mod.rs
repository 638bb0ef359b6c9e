//! Names of attributes as clients write them (RFC 7644 3.10 and 3.5.2).

mod attr_path;
mod patch_path;

pub use attr_path::AttrPath;
pub(crate) use attr_path::{is_name, is_path_char};
pub use patch_path::PatchPath;
