//! The API's description of itself.

use axum::{
    Router,
    body::Bytes,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use contract::{
    Problem,
    api_keys::{KEY_PREFIX, Scope},
    path, problem,
};
use serde_json::Value;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        self, Components, ContentBuilder, Header, HeaderBuilder, ObjectBuilder, Ref, RefOr,
        ResponseBuilder, Schema, Type,
        path::{Operation, ParameterIn, PathItem, Paths},
        schema::ArrayItems,
        security::{
            ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
        },
    },
};

use crate::{ApiState, access};

/// The groups of operations.
pub(crate) mod tag {
    pub(crate) const AUTH: &str = "Authentication";
    pub(crate) const MFA: &str = "Second factor";
    pub(crate) const IDENTITIES: &str = "Connected accounts";
    pub(crate) const PASSKEYS: &str = "Passkeys";
    pub(crate) const SESSIONS: &str = "Sessions";
    pub(crate) const USERS: &str = "Users";
    pub(crate) const ACCOUNT: &str = "Account";
    pub(crate) const API_KEYS: &str = "API keys";
    pub(crate) const TEAMS: &str = "Teams";
    pub(crate) const MEMBERS: &str = "Members";
    pub(crate) const INVITATIONS: &str = "Invitations";
    pub(crate) const ROLES: &str = "Roles";
    pub(crate) const PROJECTS: &str = "Projects";
    pub(crate) const AUDIT: &str = "Audit log";
    pub(crate) const ADMIN: &str = "Administration";
    pub(crate) const NOTIFICATIONS: &str = "Notifications";
    pub(crate) const ANNOUNCEMENTS: &str = "Announcements";
    pub(crate) const HEALTH: &str = "Health";
}

/// The names of the security schemes.
const SESSION: &str = "session";
const API_KEY: &str = "api_key";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Pilaster",
        description = "Accounts and sessions. A browser signs in with `POST /api/v1/auth/login` and \
            is known by `HttpOnly` cookies from then on; a program sends an API key as a bearer \
            token. Every refusal is an RFC 9457 problem with a \
            stable `code`.",
    ),
    tags(
        (name = tag::AUTH, description = "Signing up, in and out, and the password."),
        (name = tag::MFA, description = "Authenticator app, recovery codes, trusted browsers."),
        (name = tag::IDENTITIES, description = "Accounts elsewhere by which one signs in."),
        (name = tag::PASSKEYS, description = "What somebody signs in with instead of a password."),
        (name = tag::SESSIONS, description = "Where somebody is signed in."),
        (name = tag::USERS, description = "People's accounts and profiles."),
        (name = tag::ACCOUNT, description = "One's own account as a whole: its address, its end, its record."),
        (name = tag::API_KEYS, description = "How programs act for people: `Authorization: Bearer`."),
        (name = tag::TEAMS, description = "Who works together, and what belongs to them."),
        (name = tag::MEMBERS, description = "Who belongs to a team, and as what."),
        (name = tag::INVITATIONS, description = "How people come into a team."),
        (name = tag::ROLES, description = "What members may do in a team, and staff in the product."),
        (name = tag::PROJECTS, description = "What a team works on, and with whom it is shared."),
        (name = tag::AUDIT, description = "Who has changed what in a team."),
        (name = tag::ADMIN, description = "What staff see of the product as a whole, and do to it."),
        (name = tag::NOTIFICATIONS, description = "News for somebody, and how they are told."),
        (name = tag::ANNOUNCEMENTS, description = "News for everybody, written by the staff."),
        (name = tag::HEALTH, description = "Whether the process lives and can serve."),
    ),
    components(schemas(Problem)),
    modifiers(&Schemes),
)]
struct Head;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let cookie = ApiKeyValue::with_description(
            "__Host-pilaster_access",
            "Set by signing in. On a plain http address the name has no `__Host-` before it.",
        );
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format(format!("{KEY_PREFIX}…"))
            .description(Some(
                "A key made by `POST /api/v1/api-keys`, which reaches what its scopes name. With it \
                 cookies are ignored.",
            ))
            .build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        components.add_security_scheme(API_KEY, SecurityScheme::Http(bearer));
    }
}

pub(crate) fn head() -> openapi::OpenApi {
    Head::openapi()
}

/// The whole document.
pub fn openapi() -> openapi::OpenApi {
    finish(crate::operations().into_openapi())
}

/// Says of the operations of a path who may call them.
pub(crate) fn stamp(paths: &mut Paths, access: access::Access) {
    let (name, value) = match access.permission {
        Some(permission) => ("x-permission", Value::from(permission.as_str())),
        None => ("x-public", Value::from(true)),
    };
    let operations = paths.paths.values_mut().flat_map(operations_of);
    for operation in operations {
        let extensions = operation.extensions.get_or_insert_default();
        extensions.insert(name.to_owned(), value.clone());
    }
}

/// Who can call an operation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Anyone.
    Public,
    /// People who are signed in.
    Session,
    /// They, and programs with a key that has the operation's permission.
    SessionOrKey,
}

impl Access {
    fn of(operation: &Operation) -> Self {
        let extensions = operation.extensions.as_ref();
        let extension = |name| extensions.and_then(|extensions| extensions.get(name));
        let scope = extension("x-permission")
            .and_then(|permission| permission.as_str())
            .and_then(|permission| permission.parse::<Scope>().ok());
        match scope {
            _ if extension("x-public").is_some() => Self::Public,
            Some(_) => Self::SessionOrKey,
            None => Self::Session,
        }
    }

    /// The schemes of which each one suffices.
    fn schemes(self) -> Vec<SecurityRequirement> {
        let names: &[&str] = match self {
            Self::Public => &[],
            Self::Session => &[SESSION],
            Self::SessionOrKey => &[SESSION, API_KEY],
        };
        names
            .iter()
            .map(|name| SecurityRequirement::new(*name, [""; 0]))
            .collect()
    }

    /// Why it answers 403.
    const fn forbidden(self) -> &'static str {
        match self {
            Self::Public => "`request.cross_origin`",
            Self::Session => {
                "`request.forbidden`, `request.cross_origin`, or `api_keys.not_allowed`: sign in"
            }
            Self::SessionOrKey => {
                "`request.forbidden`, `request.cross_origin`, or `api_keys.scope_missing`"
            }
        }
    }
}

/// Adds to each operation what follows from its form, so that no handler has to repeat it: what a
/// caller has to prove, and how it can be refused.
pub(crate) fn finish(mut document: openapi::OpenApi) -> openapi::OpenApi {
    for (address, item) in &mut document.paths.paths {
        let is_limited = address.starts_with(path::API);
        for operation in operations_of(item) {
            let access = Access::of(operation);
            operation.security = Some(access.schemes());
            add_refusals(operation, access);
            if is_limited {
                add_limit(operation);
            }
        }
    }
    if let Some(components) = &mut document.components {
        name_items(components);
    }
    document
}

/// Lets lists name their items: the schema of a generic type repeats that of its argument.
fn name_items(components: &mut Components) {
    let named = components.schemas.clone();
    for schema in components.schemas.values_mut() {
        let RefOr::T(Schema::Object(object)) = schema else {
            continue;
        };
        for property in object.properties.values_mut() {
            if let RefOr::T(Schema::Array(array)) = property
                && let ArrayItems::RefOrSchema(items) = &mut array.items
                && let Some((name, _)) = named.iter().find(|(_, schema)| *schema == &**items)
            {
                **items = Ref::from_schema_name(name).into();
            }
        }
    }
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

fn add_refusals(operation: &mut Operation, access: Access) {
    let is_public = access == Access::Public;
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
        (!is_public || has_body, "403", access.forbidden()),
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

/// Adds that a client may be told to come back later, and when.
fn add_limit(operation: &mut Operation) {
    let refusal = operation
        .responses
        .responses
        .entry("429".to_owned())
        .or_insert_with(|| problem_response("`request.rate_limited`: too many requests"));
    if let RefOr::T(refusal) = refusal {
        let header = retry_after().into();
        refusal.headers.insert("Retry-After".to_owned(), header);
    }
}

fn retry_after() -> Header {
    let seconds = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1));
    HeaderBuilder::new()
        .schema(Some(seconds))
        .description(Some("The seconds after which to try again"))
        .build()
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

/// Where the document is served.
pub(crate) fn routes(document: &openapi::OpenApi) -> Router<ApiState> {
    let json = document
        .to_json()
        .map(Bytes::from)
        .map_err(|error| error.to_string());
    let document = move || async move { answer(json) };
    Router::new().route(path::OPENAPI, get(document))
}

fn answer(json: Result<Bytes, String>) -> Response {
    match json {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(cause) => crate::ApiError::from(services::Error::Internal(cause)).into_response(),
    }
}
