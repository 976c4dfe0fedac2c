//! Accounts elsewhere: a provider of the sandbox, and people's browsers at it.

use axum::{Router, body::Body};
use contract::{
    oauth::ProviderId,
    path::{self, OAUTH_CALLBACK},
};
use http::{Request, StatusCode, Uri, header};
use sandbox::oidc::{self, Client, Provider};
use services::oauth::{Protocol, ProviderSettings, Providers};
use tokio::{net::TcpListener, task::JoinSet};
use tower::ServiceExt;

use crate::PUBLIC_URL;

/// The product's id and secret at the provider.
const CLIENT: (&str, &str) = ("pilaster", "the secret of tests");

/// A provider of the sandbox with its server.
pub struct Elsewhere {
    /// The provider, which can be made to misbehave.
    pub provider: Provider,
    id: ProviderId,
    protocol: Protocol,
    router: Router,
    // The server ends with it.
    _server: JoinSet<()>,
}

impl Elsewhere {
    /// Starts a provider on a free port of this machine, in the place of the one that is meant by
    /// `id`.
    ///
    /// # Panics
    ///
    /// If there is no port.
    pub async fn open(id: ProviderId) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let origin = format!("http://{address}");
        let callback = OAUTH_CALLBACK.replace("{provider}", id.as_str());
        let client = Client {
            id: CLIENT.0.to_owned(),
            secret: CLIENT.1.to_owned(),
            redirect_uris: vec![format!("{PUBLIC_URL}{callback}")],
        };
        let provider = if id == ProviderId::Microsoft {
            Provider::of_many(&origin, client)
        } else {
            Provider::new(&*origin, client)
        };
        let provider = provider.expect("the provider has a key");
        let issuer = provider.issuer().to_owned();
        let protocol = match id {
            ProviderId::Github => Protocol::Github { url: origin },
            ProviderId::Microsoft => Protocol::Microsoft { issuer },
            ProviderId::Google | ProviderId::Oidc => Protocol::Oidc { issuer },
        };
        let router = oidc::router(provider.clone());
        let mut server = JoinSet::new();
        let served = router.clone();
        server.spawn(async move {
            axum::serve(listener, served)
                .await
                .expect("the server goes on");
        });
        Self {
            provider,
            id,
            protocol,
            router,
            _server: server,
        }
    }

    /// The providers of a product that knows this one.
    ///
    /// # Panics
    ///
    /// Never: its address is one.
    pub fn providers(&self) -> Providers {
        let settings = ProviderSettings {
            id: self.id,
            name: "Elsewhere".to_owned(),
            client_id: CLIENT.0.to_owned(),
            client_secret: CLIENT.1.into(),
            protocol: self.protocol.clone(),
        };
        Providers::new(vec![settings]).expect("the provider's address is one")
    }

    /// Chooses at the provider's page whom to be, and answers with the path of ours to go back to.
    ///
    /// # Panics
    ///
    /// If the provider does not send anybody back.
    pub async fn choose(&self, authorize_url: &str, who: &str) -> String {
        let url: Uri = authorize_url.parse().expect("it is an address");
        let asked = url.query().expect("something is asked");
        let answered = [("asked", asked), ("choice", who)];
        let request = Request::post(url.path())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(
                serde_urlencoded::to_string(answered).expect("the form can be written"),
            ))
            .expect("the request is well-formed");
        let Ok(answer) = self.router.clone().oneshot(request).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let to = answer.headers()[header::LOCATION]
            .to_str()
            .expect("an address is text");
        to.strip_prefix(PUBLIC_URL)
            .expect("it leads back to us")
            .to_owned()
    }

    /// The path by which a browser is sent to the provider.
    pub fn start(&self) -> String {
        path::OAUTH_START.replace("{provider}", self.id.as_str())
    }
}
