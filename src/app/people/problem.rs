//! What is wrong with a form, in words for who filled it in.

/// One thing to mend, beside the field it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The name of the field.
    pub field: &'static str,
    /// What to do.
    pub message: String,
}

impl Problem {
    /// A problem with this field.
    pub fn with(field: &'static str, message: impl Into<String>) -> Self {
        Self {
            field,
            message: message.into(),
        }
    }
}
