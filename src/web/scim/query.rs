//! The parameters of a URL; those that nobody knows are ignored (RFC 7644 3.4.2).

use super::failure::render;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use muster_scim::error::Error as ScimError;
use muster_scim::projection::Selection;
use muster_scim::search::Parameters;
use url::form_urlencoded;

/// The parameters of a list or of a single resource.
pub(super) struct ScimQuery(pub(super) Parameters);

impl ScimQuery {
    /// Which attributes the answer shall hold.
    pub(super) fn selection(&self) -> Result<Selection, ScimError> {
        Selection::parse(
            self.0.attributes.as_deref(),
            self.0.excluded_attributes.as_deref(),
        )
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ScimQuery {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        read(parts.uri.query().unwrap_or_default())
            .map(Self)
            .map_err(|error| render(&error))
    }
}

fn read(query: &str) -> Result<Parameters, ScimError> {
    let mut parameters = Parameters::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let Some(place) = parameters.place(&name) else {
            continue;
        };
        if place.replace(value.into_owned()).is_some() {
            return Err(ScimError::invalid_value(format!("{name} is given twice")));
        }
    }
    Ok(parameters)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn known_parameters_are_decoded_and_others_ignored() {
        let read = read("filter=userName%20eq%20%22a%2Bb%22&count=5&aadOptscim062020").unwrap();
        assert_eq!(read.filter.as_deref(), Some("userName eq \"a+b\""));
        assert_eq!(read.count.as_deref(), Some("5"));
    }

    #[test]
    fn a_parameter_given_twice_is_refused() {
        assert_eq!(read("count=1&count=2").unwrap_err().status, 400);
    }
}
