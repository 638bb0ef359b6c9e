//! The answer to one question, as AuthZEN has it.

use crate::render::sentence;
use muster_app::decide::{Verdict, for_user};
use serde_json::{Value, json};

/// `{"decision": …}`; a no comes with its reason: for administrators, and for the one who asked.
pub(super) fn shown(verdict: &Verdict) -> Value {
    match verdict.failed {
        None => json!({"decision": verdict.allowed}),
        // What cannot be read as a question is a failure of that evaluation alone.
        Some("request") => json!({
            "decision": false,
            "context": {"error": {"status": 400, "message": verdict.detail}},
        }),
        Some(failed) => json!({
            "decision": false,
            "context": {
                "id": failed,
                "reason_admin": {"en": sentence(&verdict.detail)},
                "reason_user": {"en": for_user(failed)},
            },
        }),
    }
}
