//! Where decisions are asked for.

/// The metadata of a policy decision point (AuthZEN Authorization API 1.0, section 9).
#[derive(utoipa::ToSchema)]
pub(in crate::authzen) struct AuthzenMetadata {
    /// What the well-known path was inserted into.
    #[schema(format = "uri")]
    policy_decision_point: String,
    /// Where one question is asked.
    #[schema(format = "uri")]
    access_evaluation_endpoint: String,
    /// Where many are.
    #[schema(format = "uri")]
    access_evaluations_endpoint: String,
    /// Where subjects are searched for.
    #[schema(format = "uri")]
    search_subject_endpoint: String,
    /// Where resources are.
    #[schema(format = "uri")]
    search_resource_endpoint: String,
    /// Where actions are.
    #[schema(format = "uri")]
    search_action_endpoint: String,
}
