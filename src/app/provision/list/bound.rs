//! How much one request may look at where no index serves.

use super::listed::Kind;
use super::question::Question;
use muster_scim::error::Error as ScimError;
use muster_scim::paging::Paging;

/// 400 `tooMany` (RFC 7644 3.4.2.1 and 3.12), with what the client can do about it.
pub(super) fn too_many(question: &Question<'_>, most: u64) -> ScimError {
    let by_filter = question.parts.iter().any(|part| !part.condition.exact);
    let what = if by_filter { "filter" } else { "sortBy" };
    let mut ways = vec![format!("narrow it with \"and\" and {}", indexed(question))];
    if !by_filter {
        ways.push("sort by an attribute that an index has, such as userName".to_owned());
    } else if matches!(question.paging, Paging::Index(_)) {
        ways.push("walk by cursor".to_owned());
    }
    let ways = ways.join(", or ");
    ScimError::too_many(format!(
        "no index answers this {what}, and more than {most} resources would have to be looked at \
         one by one: {ways}"
    ))
}

/// Attributes that the database finds resources by.
fn indexed(question: &Question<'_>) -> &'static str {
    let mut kinds = question.parts.iter().map(|part| part.kind);
    match (kinds.next(), kinds.next()) {
        (Some(Kind::User), None) => {
            "one of userName, externalId, id, emails, displayName, active, groups, manager, \
             employeeNumber, meta.created, meta.lastModified or another attribute of an extension"
        }
        (Some(Kind::Group), None) => {
            "one of displayName, externalId, id, members, meta.created or meta.lastModified"
        }
        _ => "meta.resourceType, externalId, id or displayName",
    }
}
