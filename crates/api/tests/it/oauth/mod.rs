//! Signing in with an account elsewhere, against a provider that speaks the real protocol.

mod github;
mod link;
mod mock_server;
mod refusals;
mod sign_in;

use contract::{
    auth::Login,
    identities::{Identities, Identity},
    oauth::{LinkStarted, ProviderId},
    path,
    users::User,
};
use http::{StatusCode, header::LOCATION};
use services::Ctx;
use testkit::{Answer, Client, Elsewhere, PASSWORD, TestApp};

const STATE_COOKIE: &str = "pilaster_oauth";
const ACCESS_COOKIE: &str = "pilaster_access";

/// The product with one provider.
pub(crate) struct Stage {
    pub(crate) app: TestApp,
    elsewhere: Elsewhere,
    ctx: Ctx,
}

impl Stage {
    pub(crate) async fn new(app: TestApp) -> Self {
        Self::with(app, ProviderId::Oidc).await
    }

    async fn with(app: TestApp, id: ProviderId) -> Self {
        let elsewhere = Elsewhere::open(id).await;
        let ctx = Ctx {
            oauth: elsewhere.providers(),
            ..app.ctx.clone()
        };
        Self {
            app,
            elsewhere,
            ctx,
        }
    }

    fn anon(&self) -> Client {
        self.app.anon_on(&self.ctx)
    }

    /// Makes an account with a password and signs in with it.
    pub(crate) async fn user(&self, name: &str) -> Client {
        let user = self.app.account(name, false).await;
        let client = self.anon();
        let login = Login {
            email: user.email,
            password: PASSWORD.into(),
        };
        client
            .post(path::LOGIN, &login)
            .await
            .expect(StatusCode::OK);
        client
    }

    /// Goes to the provider, chooses whom to be, and answers with the way back.
    async fn way_back(&self, client: &Client, who: &str) -> String {
        let answer = client
            .get(&self.elsewhere.start())
            .await
            .with(StatusCode::SEE_OTHER);
        self.elsewhere.choose(location(&answer), who).await
    }

    /// Goes to the provider and comes back as somebody.
    async fn sign_in(&self, client: &Client, who: &str) -> Answer {
        let back = self.way_back(client, who).await;
        client.get(&back).await.with(StatusCode::SEE_OTHER)
    }

    /// Connects an account elsewhere.
    pub(crate) async fn link(&self, client: &Client, who: &str) -> Answer {
        let back = self.way_back_to_link(client, who).await;
        client.get(&back).await.with(StatusCode::SEE_OTHER)
    }

    async fn way_back_to_link(&self, client: &Client, who: &str) -> String {
        let started: LinkStarted = client
            .post_empty(&link_path())
            .await
            .with(StatusCode::OK)
            .json();
        self.elsewhere.choose(&started.authorize_url, who).await
    }
}

fn link_path() -> String {
    path::IDENTITY_LINK.replace("{provider}", "oidc")
}

fn identity_path() -> String {
    path::IDENTITY.replace("{provider}", "oidc")
}

fn location(answer: &Answer) -> &str {
    answer.headers[LOCATION].to_str().unwrap()
}

async fn me(client: &Client) -> User {
    client.get(path::USERS_ME).await.with(StatusCode::OK).json()
}

async fn identities(client: &Client) -> Vec<Identity> {
    let identities: Identities = client
        .get(path::IDENTITIES)
        .await
        .with(StatusCode::OK)
        .json();
    identities.items
}
