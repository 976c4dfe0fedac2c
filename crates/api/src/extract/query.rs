use axum::{extract::FromRequestParts, http::request::Parts};
use contract::validation;
use garde::Validate;
use serde::de::DeserializeOwned;

use super::json::field_error;
use crate::error::ApiError;

/// The query of the address, of the right shape and with all rules of `contract` kept.
pub(crate) struct ValidQuery<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for ValidQuery<T>
where
    T: DeserializeOwned + Validate<Context = ()>,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let text = parts.uri.query().unwrap_or_default();
        let deserializer =
            serde_urlencoded::Deserializer::new(form_urlencoded::parse(text.as_bytes()));
        let query = serde_path_to_error::deserialize(deserializer).map_err(|error| {
            let path = error.path().to_string();
            ApiError::invalid(vec![field_error(&path, &error.inner().to_string())])
        })?;
        validation::check(&query).map_err(ApiError::invalid)?;
        Ok(Self(query))
    }
}
