//! Why not, for the person who asked for something: nothing of how the account is made.

/// What a person may be told of a term that fails.
pub fn for_user(failed: &str) -> &'static str {
    match failed {
        "unknown_subject" => "You are not known here.",
        "unknown_action" => "There is no such thing to do here.",
        "unknown_resource" => "There is no such thing here.",
        "status" => "Your access is not active.",
        "role" => "Your role does not allow this.",
        "workspace" => "This is in a workspace that you are not in.",
        "fleet" => "This is in a part of the fleet that you do not see.",
        "assignment" => "You are not assigned to this.",
        "record_set" => "This is not among the records that you may use so.",
        _ => "This could not be decided.",
    }
}
