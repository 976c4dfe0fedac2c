//! The API's description of itself.

use axum::{
    Router,
    body::Bytes,
    http::{HeaderValue, header},
    middleware::map_response,
    response::{IntoResponse, Response},
    routing::get,
};
use contract::{Problem, path, problem};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        self, ContentBuilder, Ref, RefOr, ResponseBuilder,
        path::{Operation, ParameterIn, PathItem},
        security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme},
    },
};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::ApiState;

/// Swagger UI sets styles from its script and has images in its style sheet; nothing else of the
/// product does, so this policy is its own.
const DOCS_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// The name of the security scheme.
const SESSION: &str = "session";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Pilaster",
        description = "Accounts and sessions. A browser signs in with `POST /api/v1/auth/login` and \
            is known by `HttpOnly` cookies from then on. Every refusal is an RFC 9457 problem with a \
            stable `code`.",
    ),
    components(schemas(Problem)),
    modifiers(&SessionCookie),
)]
struct Head;

struct SessionCookie;

impl Modify for SessionCookie {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let cookie = ApiKeyValue::with_description(
            "__Host-pilaster_access",
            "Set by signing in. On a plain http address the name has no `__Host-` before it.",
        );
        document
            .components
            .get_or_insert_default()
            .add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

pub(crate) fn head() -> openapi::OpenApi {
    Head::openapi()
}

/// The whole document.
pub fn openapi() -> openapi::OpenApi {
    finish(crate::operations().into_openapi())
}

/// Adds to each operation what follows from its form, so that no handler has to repeat it: whether
/// a session is needed, and how it can be refused.
pub(crate) fn finish(mut document: openapi::OpenApi) -> openapi::OpenApi {
    for item in document.paths.paths.values_mut() {
        for operation in operations_of(item) {
            let is_public = operation
                .extensions
                .as_ref()
                .is_some_and(|extensions| extensions.contains_key("x-public"));
            operation.security = Some(if is_public {
                Vec::new()
            } else {
                vec![SecurityRequirement::new(SESSION, [""; 0])]
            });
            add_refusals(operation, is_public);
        }
    }
    document
}

fn operations_of(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.patch,
        &mut item.delete,
    ]
    .into_iter()
    .filter_map(Option::as_mut)
}

fn add_refusals(operation: &mut Operation, is_public: bool) {
    let parameters = operation.parameters.as_deref().unwrap_or_default();
    let has = |place: &ParameterIn| {
        parameters.iter().any(|parameter| {
            matches!(parameter, RefOr::T(parameter) if parameter.parameter_in == *place)
        })
    };
    let (has_path, has_query) = (has(&ParameterIn::Path), has(&ParameterIn::Query));
    let has_body = operation.request_body.is_some();
    let refusals = [
        (!is_public, "401", "`auth.unauthenticated`: sign in"),
        (
            !is_public || has_body,
            "403",
            "`request.forbidden` or `request.cross_origin`",
        ),
        (
            has_body || has_path,
            "400",
            "`request.malformed`: the body or the path cannot be read",
        ),
        (
            has_path,
            "404",
            "`request.not_found`: there is no such thing, or not for you",
        ),
        (has_body, "413", "`request.too_large`"),
        (
            has_body,
            "415",
            "`request.unsupported_media_type`: send `application/json`",
        ),
        (
            has_body || has_query,
            "422",
            "`request.invalid`: `errors` names the fields",
        ),
        (true, "default", "Any other refusal"),
    ];
    for (applies, status, description) in refusals {
        if applies {
            operation
                .responses
                .responses
                .entry(status.to_owned())
                .or_insert_with(|| problem_response(description));
        }
    }
}

fn problem_response(description: &str) -> RefOr<openapi::Response> {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    ResponseBuilder::new()
        .description(description)
        .content(problem::CONTENT_TYPE, content)
        .build()
        .into()
}

/// Where the document is served, and, if asked for, a page to browse it.
pub(crate) fn routes(document: &openapi::OpenApi, browsable: bool) -> Router<ApiState> {
    let json = document
        .to_json()
        .map(Bytes::from)
        .map_err(|error| error.to_string());
    let document = move || async move { answer(json) };
    let router = Router::new().route(path::OPENAPI, get(document));
    if !browsable {
        return router;
    }
    let ui = SwaggerUi::new(path::DOCS).config(Config::from(path::OPENAPI));
    router.merge(
        Router::from(ui).layer(map_response(|mut response: Response| async {
            let policy = HeaderValue::from_static(DOCS_CSP);
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, policy);
            response
        })),
    )
}

fn answer(json: Result<Bytes, String>) -> Response {
    match json {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(cause) => crate::ApiError::from(services::Error::Internal(cause)).into_response(),
    }
}
