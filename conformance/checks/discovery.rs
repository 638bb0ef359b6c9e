//! What a server says about itself (RFC 7644 4; RFC 7643 5, 6, 7).

use reqwest::Method;
use serde_json::{Value, json};

use crate::check::{Check, check};
use crate::lab::Lab;
use crate::shapes::USER;
use crate::verdict::Verdict;

pub(super) const CHECKS: &[Check<Lab>] = &[
    check(
        "rfc7643-5-service-provider-config",
        "RFC 7643 5",
        "GET /ServiceProviderConfig says for each feature whether it is supported, and how to authenticate.",
        |lab| Box::pin(config(lab)),
    ),
    check(
        "rfc7643-6-resource-types",
        "RFC 7643 6",
        "GET /ResourceTypes lists User with its endpoint and core schema.",
        |lab| Box::pin(types(lab)),
    ),
    check(
        "rfc7644-4-resource-type-by-name",
        "RFC 7644 4",
        "GET /ResourceTypes/User answers that one resource type.",
        |lab| Box::pin(one_type(lab)),
    ),
    check(
        "rfc7643-7-schemas",
        "RFC 7643 7",
        "GET /Schemas lists the core User schema, and every attribute states its type and characteristics.",
        |lab| Box::pin(schemas(lab)),
    ),
    check(
        "rfc7643-3-schemas-name-themselves",
        "RFC 7643 3",
        "Every schema and resource type that is listed carries a `schemas` value of its own.",
        |lab| Box::pin(named(lab)),
    ),
    check(
        "rfc7644-4-schema-by-urn",
        "RFC 7644 4",
        "GET /Schemas/{urn} answers that one schema, and 404 for a URN that nobody knows.",
        |lab| Box::pin(one_schema(lab)),
    ),
    check(
        "rfc7644-4-no-filter-on-discovery",
        "RFC 7644 4",
        "A filter on a discovery endpoint answers 403.",
        |lab| Box::pin(unfiltered(lab)),
    )
    .advised(),
    check(
        "rfc7644-3.2-discovery-is-read-only",
        "RFC 7644 3.2",
        "POST, PUT, PATCH and DELETE on a discovery endpoint answer 405.",
        |lab| Box::pin(read_only(lab)),
    )
    .field()
    .breaks(
        &["Okta"],
        "Its tests write to the discovery endpoints and want 405.",
    ),
];

async fn config(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/ServiceProviderConfig").await?;
    answer.is_scim_json()?;
    let urn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
    answer.equals("/schemas", &json!([urn]))?;
    for feature in ["patch", "bulk", "filter", "changePassword", "sort", "etag"] {
        let pointer = format!("/{feature}/supported");
        answer.demands(
            answer.at(&pointer).is_boolean(),
            format!("{pointer} as a boolean"),
        )?;
    }
    answer.demands(
        answer.at("/filter/maxResults").is_u64(),
        "/filter/maxResults as a number",
    )?;
    answer.demands(
        answer.at("/authenticationSchemes").is_array(),
        "/authenticationSchemes as an array",
    )
}

async fn types(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/ResourceTypes").await?;
    let user = answer
        .resources()?
        .iter()
        .find(|one| one.get("name") == Some(&json!("User")));
    let user = user.ok_or_else(|| answer.fails("a resource type named User"))?;
    answer.demands(
        user.get("schema") == Some(&json!(USER)),
        format!("User.schema = {USER}"),
    )?;
    let endpoint = user.get("endpoint").and_then(Value::as_str);
    answer.demands(
        endpoint.is_some_and(|path| path.ends_with("Users")),
        "User.endpoint = /Users",
    )
}

async fn one_type(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/ResourceTypes/User").await?;
    answer.equals("/name", &json!("User"))?;
    answer.equals("/schema", &json!(USER)).map(drop)
}

async fn schemas(lab: &mut Lab) -> Verdict {
    let answer = lab.read("/Schemas").await?;
    let user = answer
        .resources()?
        .iter()
        .find(|one| one.get("id") == Some(&json!(USER)));
    let user = user.ok_or_else(|| answer.fails(format!("a schema with the id {USER}")))?;
    let attributes = user.get("attributes").and_then(Value::as_array);
    for attribute in attributes.ok_or_else(|| answer.fails("attributes as an array"))? {
        let name = attribute.get("name").and_then(Value::as_str).unwrap_or("?");
        for key in ["type", "mutability", "returned"] {
            answer.demands(
                attribute.get(key).is_some_and(Value::is_string),
                format!("{name}.{key} as a string"),
            )?;
        }
        answer.demands(
            attribute.get("multiValued").is_some_and(Value::is_boolean),
            format!("{name}.multiValued as a boolean"),
        )?;
    }
    Ok(())
}

async fn named(lab: &mut Lab) -> Verdict {
    for path in ["/Schemas", "/ResourceTypes"] {
        let answer = lab.read(path).await?;
        for one in answer.resources()? {
            let schemas = one.get("schemas").and_then(Value::as_array);
            answer.demands(
                schemas.is_some_and(|all| !all.is_empty()),
                "a non-empty `schemas` in every resource",
            )?;
        }
    }
    Ok(())
}

async fn one_schema(lab: &mut Lab) -> Verdict {
    let answer = lab.read(&format!("/Schemas/{USER}")).await?;
    answer.equals("/id", &json!(USER))?;
    let unknown = format!("/Schemas/urn:example:{}", lab.run);
    lab.client.get(&unknown).send().await?.refuses(404, None)
}

async fn unfiltered(lab: &mut Lab) -> Verdict {
    for path in ["/ServiceProviderConfig", "/Schemas", "/ResourceTypes"] {
        let call = lab.client.get(path).query("filter", "id pr");
        call.send().await?.refuses(403, None)?;
    }
    Ok(())
}

async fn read_only(lab: &mut Lab) -> Verdict {
    for path in ["/ServiceProviderConfig", "/Schemas", "/ResourceTypes"] {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let call = lab.client.call(method, path).json(&json!({}));
            call.send().await?.refuses(405, None)?;
        }
    }
    Ok(())
}
