use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use contract::{
    problem,
    validation::{self, FieldError, code},
};
use garde::Validate;
use serde::{
    Serialize,
    de::{DeserializeOwned, IgnoredAny},
};
use services::Error;

use super::misread::misread;
use crate::error::ApiError;

/// A JSON body of an answer.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// A JSON body of a request, of the very shape that its type writes and with all rules of `contract` kept.
pub(crate) struct ValidJson<T>(pub(crate) T);

impl<T, S> FromRequest<S> for ValidJson<T>
where
    T: DeserializeOwned + Serialize + Validate<Context = ()>,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        if !is_json(&request) {
            return Err(ApiError::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                problem::code::UNSUPPORTED_MEDIA_TYPE,
            ));
        }
        let bytes = Bytes::from_request(request, state).await?;
        let input = parse(&bytes)?;
        validation::check(&input).map_err(ApiError::invalid)?;
        Ok(Self(input))
    }
}

fn is_json(request: &Request) -> bool {
    let media_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default()
        .trim();
    media_type.eq_ignore_ascii_case("application/json")
}

fn parse<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let input: T = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        if error.inner().is_data() || is_json_text(bytes) {
            let path = error.path().to_string();
            ApiError::invalid(vec![field_error(&path, &error.inner().to_string())])
        } else {
            ApiError::malformed().with_detail(error.inner().to_string())
        }
    })?;
    deserializer
        .end()
        .map_err(|error| ApiError::malformed().with_detail(error.to_string()))?;
    let sent = serde_json::from_slice(bytes).map_err(Error::internal)?;
    let read = serde_json::to_value(&input).map_err(Error::internal)?;
    let fields = misread(&sent, &read);
    if fields.is_empty() {
        Ok(input)
    } else {
        Err(ApiError::invalid(fields))
    }
}

/// Whether it is JSON, of whatever shape. `serde_json` takes anything but a text where a word of an enum
/// is asked for to be none.
fn is_json_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| serde_json::from_str::<IgnoredAny>(text).is_ok())
}

/// Names the field that serde speaks of.
///
/// serde tells a missing or unknown field by its message alone; its path is the parent's then.
pub(super) fn field_error(path: &str, message: &str) -> FieldError {
    let parent = if path == "." { "" } else { path };
    let named = |rest: &str| {
        let name = rest.split('`').next().unwrap_or_default();
        match parent {
            "" => name.to_owned(),
            // The path of an unknown field already ends with it.
            parent if parent == name || parent.ends_with(&format!(".{name}")) => parent.to_owned(),
            parent => format!("{parent}.{name}"),
        }
    };
    if let Some(rest) = message.strip_prefix("missing field `") {
        FieldError::new(named(rest), code::REQUIRED)
    } else if let Some(rest) = message.strip_prefix("unknown field `") {
        FieldError::new(named(rest), code::UNKNOWN_FIELD)
    } else {
        FieldError::new(parent, code::MALFORMED)
    }
}

#[cfg(test)]
mod tests {
    use contract::{
        Patch,
        announcements::AnnouncementCreate,
        auth::{Login, Register},
        projects::{ProjectCreate, ProjectGrantCreate, ProjectUpdate},
        teams::TeamUpdate,
    };

    use super::*;

    fn refusal<T: DeserializeOwned + Serialize>(body: &str) -> contract::Problem {
        parse::<T>(body.as_bytes()).err().unwrap().problem("r")
    }

    #[test]
    fn shapes_are_refused_by_field() {
        for (body, path, code) in [
            (r#"{"email":"a@b.c"}"#, "password", "required"),
            (
                r#"{"email":"a@b.c","password":"x","extra":1}"#,
                "extra",
                "unknown_field",
            ),
            (r#"{"email":5,"password":"x"}"#, "email", "malformed"),
            ("[]", "", "malformed"),
            ("null", "", "malformed"),
        ] {
            let problem = refusal::<Login>(body);
            assert_eq!(
                (problem.status, problem.code.as_str()),
                (422, "request.invalid"),
                "{body}"
            );
            assert_eq!(problem.errors[0], FieldError::new(path, code), "{body}");
        }
    }

    #[test]
    fn an_unknown_word_names_its_field() {
        let body =
            r#"{"email":"a@b.c","password":"x","first_name":"A","last_name":"B","locale":"xx"}"#;
        assert_eq!(refusal::<Register>(body).errors[0].path, "locale");
    }

    #[test]
    fn what_is_no_word_names_its_field() {
        for status in ["null", "5", "true", "[]", "{}", r#"{"active":1}"#, r#""x""#] {
            let body = format!(r#"{{"name":"Engine","status":{status}}}"#);
            let problem = refusal::<ProjectCreate>(&body);
            assert_eq!(problem.status, 422, "{body}");
            let [refused] = &*problem.errors else {
                panic!("{problem:?}");
            };
            assert!(refused.path.starts_with("status"), "{refused:?}");
            assert_eq!(refused.code, "malformed", "{body}");
        }
        let level =
            r#"{"grantee":{"kind":"role","id":"00000000-0000-0000-0000-000000000000"},"level":7}"#;
        let problem = refusal::<ProjectGrantCreate>(level);
        assert_eq!(problem.errors, [FieldError::new("level", "malformed")]);
    }

    #[test]
    fn what_serde_would_take_for_something_else_names_its_field() {
        let grantee = r#"["role","00000000-0000-0000-0000-000000000000"]"#;
        let grant = format!(r#"{{"grantee":{grantee},"level":"viewer"}}"#);
        let announcement = r#"{"level":"info","texts":{"en":["Title","Text"],"ar":null}}"#;
        let status = r#"{"name":"Engine","status":{"done":null}}"#;
        for (problem, paths) in [
            (refusal::<Login>(r#"["a@b.c","x"]"#), &[""][..]),
            (refusal::<TeamUpdate>("[]"), &[""]),
            (refusal::<ProjectGrantCreate>(&grant), &["grantee"]),
            (refusal::<ProjectCreate>(status), &["status"]),
            (refusal::<TeamUpdate>(r#"{"name":null}"#), &["name"]),
            (
                refusal::<AnnouncementCreate>(announcement),
                &["texts.ar", "texts.en"],
            ),
        ] {
            assert_eq!(
                (problem.status, problem.code.as_str()),
                (422, "request.invalid"),
                "{paths:?}"
            );
            let mut told: Vec<_> = problem.errors.iter().map(|error| &*error.path).collect();
            told.sort_unstable();
            assert_eq!(told, paths);
            assert!(problem.errors.iter().all(|error| error.code == "malformed"));
        }
    }

    #[test]
    fn null_empties_what_may_hold_nothing() {
        let change: ProjectUpdate = parse(br#"{"owner_id":null}"#).unwrap();
        assert_eq!(change.owner_id, Patch::Clear);
    }

    #[test]
    fn text_that_is_no_json_is_malformed() {
        for body in ["", "{", r#"{"email":"#, r#"{"email":"a","password":"b"} x"#] {
            let problem = refusal::<Login>(body);
            assert_eq!(
                (problem.status, problem.code.as_str()),
                (400, "request.malformed"),
                "{body}"
            );
        }
        for body in [r#"{"name":"Engine","status":nil}"#, r#"{"status":5"#] {
            let problem = refusal::<ProjectCreate>(body);
            assert_eq!(problem.status, 400, "{body}");
        }
    }
}
