//! The configuration and the resource types, looked at closely (RFC 7643 5, 6; RFC 7644 4).

use serde_json::{Value, json};

use super::schema_shape::text;
use crate::check::{Check, check};
use crate::lab::Lab;
use crate::offers::Feature;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-5-authentication-schemes",
        "RFC 7643 5",
        "Every authentication scheme has a type, a name and a description, and one at most is primary.",
        |lab| Box::pin(schemes(lab)),
    ),
    check(
        "rfc7643-5-bulk-limits",
        "RFC 7643 5",
        "A server that supports bulk states maxOperations and maxPayloadSize as positive integers.",
        |lab| Box::pin(limits(lab)),
    ),
    check(
        "rfc7643-6-resource-type-shape",
        "RFC 7643 6",
        "Every resource type has a name, an endpoint and a schema, and says of each extension whether it is required.",
        |lab| Box::pin(shape(lab)),
    ),
    check(
        "rfc7643-6-schemas-of-types-are-listed",
        "RFC 7643 6",
        "Every schema and extension that a resource type names is answered under /Schemas/{urn}.",
        |lab| Box::pin(listed(lab)),
    )
    .breaks(
        &["SailPoint"],
        "Its pre-flight reads the schemas of every resource type, and stops at the first that is missing.",
    ),
    check(
        "rfc7643-6-endpoints-answer",
        "RFC 7643 6",
        "The endpoint of every resource type answers a list.",
        |lab| Box::pin(endpoints(lab)),
    ),
    check(
        "rfc7644-4-parameters-ignored",
        "RFC 7644 4",
        "Paging and sorting parameters on /Schemas and /ResourceTypes are ignored.",
        |lab| Box::pin(ignored(lab)),
    ),
    check(
        "rfc7644-4-discovery-without-token",
        "RFC 7644 4",
        "The configuration, the resource types and the schemas are readable without a token.",
        |lab| Box::pin(open(lab)),
    )
    .field()
    .breaks(
        &["SailPoint"],
        "Governance tools look at the discovery endpoints before an administrator has typed the token.",
    ),
];

async fn schemes(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/ServiceProviderConfig").await?;
    let all = answer.at("/authenticationSchemes").as_array().cloned();
    let all = all.unwrap_or_default();
    answer.demands(!all.is_empty(), "at least one authentication scheme")?;
    for one in &all {
        for key in ["type", "name", "description"] {
            answer.demands(
                !text(one, key).is_empty(),
                format!("{key} of every authentication scheme"),
            )?;
        }
    }
    let primary = |one: &&Value| one.get("primary") == Some(&json!(true));
    answer.demands(
        all.iter().filter(primary).count() <= 1,
        "one primary scheme at most",
    )
}

async fn limits(lab: &mut Lab) -> Verdict {
    lab.offers.needs(Feature::Bulk)?;
    let answer = lab.read("/ServiceProviderConfig").await?;
    for key in ["maxOperations", "maxPayloadSize"] {
        let value = answer.at(&format!("/bulk/{key}")).as_u64();
        answer.demands(
            value.is_some_and(|number| number > 0),
            format!("bulk.{key} as a positive integer"),
        )?;
    }
    Ok(())
}

async fn shape(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/ResourceTypes").await?;
    for one in answer.resources()? {
        for key in ["name", "endpoint", "schema"] {
            answer.demands(
                !text(one, key).is_empty(),
                format!("{key} of every resource type"),
            )?;
        }
        let extensions = one.get("schemaExtensions").and_then(Value::as_array);
        for extension in extensions.map(Vec::as_slice).unwrap_or_default() {
            let whole = !text(extension, "schema").is_empty()
                && extension.get("required").is_some_and(Value::is_boolean);
            answer.demands(whole, "schema and required of every extension")?;
        }
    }
    Ok(())
}

async fn listed(lab: &mut Lab) -> Verdict {
    let types = lab.read("/ResourceTypes").await?;
    for one in types.resources()? {
        let extensions = one.get("schemaExtensions").and_then(Value::as_array);
        let extensions = extensions.map(Vec::as_slice).unwrap_or_default();
        let urns = extensions.iter().map(|extension| text(extension, "schema"));
        for urn in std::iter::once(text(one, "schema")).chain(urns) {
            let answer = lab.read(&format!("/Schemas/{urn}")).await?;
            answer.equals("/id", &json!(urn))?;
        }
    }
    Ok(())
}

async fn endpoints(lab: &mut Lab) -> Verdict {
    let types = lab.read("/ResourceTypes").await?;
    for one in types.resources()? {
        let endpoint = text(one, "endpoint");
        let below = match url::Url::parse(endpoint) {
            Ok(url) => url.path().to_owned(),
            Err(_) => endpoint.to_owned(),
        };
        let base = lab.client.base_path();
        let below = below.strip_prefix(&base).unwrap_or(&below);
        let path = format!("/{}", below.trim_start_matches('/'));
        let answer = lab.client.get(&path).query("count", "1").send().await?;
        answer.resources()?;
    }
    Ok(())
}

async fn ignored(lab: &mut Lab) -> Verdict {
    for path in ["/Schemas", "/ResourceTypes"] {
        let plain = lab.read(path).await?;
        let call = lab.client.get(path).query("startIndex", "50");
        let call = call.query("count", "1").query("sortBy", "id");
        let answer = call.query("sortOrder", "descending").send().await?;
        answer.status(&[200])?;
        answer.demands(
            answer.ids()? == plain.ids()? && answer.total() == plain.total(),
            "the same list as without parameters",
        )?;
    }
    Ok(())
}

async fn open(lab: &mut Lab) -> Verdict {
    for path in ["/ServiceProviderConfig", "/Schemas", "/ResourceTypes"] {
        let call = lab.client.get(path).without("authorization");
        let answer = call.send().await?;
        let told = answer.status(&[200])?.at("/schemas").is_array();
        answer.demands(told, "the document, with its schemas")?;
    }
    Ok(())
}
