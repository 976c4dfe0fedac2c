//! Providers of identities: signing in with an account elsewhere.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// A provider by which people may sign in.
    ProviderId {
        /// Google.
        Google = "google",
        /// GitHub.
        Github = "github",
        /// Microsoft: work, school and personal accounts.
        Microsoft = "microsoft",
        /// The provider that speaks OpenID Connect and was chosen by who runs the product.
        Oidc = "oidc",
    }
}

/// A provider that is set up here.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Provider {
    /// Its name in addresses.
    pub id: ProviderId,
    /// Its name for people.
    #[cfg_attr(feature = "openapi", schema(example = "Google"))]
    pub name: String,
}

/// All providers that are set up here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Providers {
    /// They, in the order in which to show them.
    pub items: Vec<Provider>,
}

/// Where to begin, and where to go on afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StartQuery {
    /// The path to go to after signing in; one that does not belong to this product is not followed.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, max_length = 2000, example = "/dashboard")
    )]
    pub next: Option<String>,
}

/// What a provider sends people back with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct Callback {
    /// What was sent along when it began.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub state: Option<String>,
    /// What is exchanged for the person's name and address.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub code: Option<String>,
    /// Why there is no code.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, example = "access_denied")
    )]
    pub error: Option<String>,
    /// Who sends the person back (RFC 9207).
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub iss: Option<String>,
}

/// Where to go to connect an account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkStarted {
    /// The provider's page, for the same browser.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "https://accounts.google.com/o/oauth2/v2/auth?client_id=…")
    )]
    pub authorize_url: String,
}
