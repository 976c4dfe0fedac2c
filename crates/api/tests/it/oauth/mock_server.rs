//! The same against a server that others have written: oauth2-mock-server, which checks verifiers,
//! signs by RS256, and knows neither `iss` nor passwords.

use std::{path::Path, process::Stdio};

use contract::{oauth::ProviderId, path, problem::code};
use http::{StatusCode, header::LOCATION};
use serde_json::{Value, json};
use services::{
    Ctx,
    oauth::{Protocol, ProviderSettings, Providers},
};
use testkit::{Answer, Client, TestApp, db_test};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

use super::{location, me};

/// The environment variable with the folder into which npm has installed the server and its Node.
const FOLDER: &str = "PILASTER_TEST_OAUTH2_MOCK_SERVER";
/// The environment variable that leaves these tests out.
const WITHOUT: &str = "PILASTER_TEST_WITHOUT_OAUTH2_MOCK_SERVER";

struct MockServer {
    issuer: String,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    // Killed when dropped.
    _child: Child,
}

impl MockServer {
    /// Starts it; `None` if it is left out on purpose.
    async fn start() -> Option<Self> {
        let folder = folder()?;
        let modules = Path::new(&folder).join("node_modules");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/oauth/mock_server.mjs");
        let mut child = Command::new(modules.join(".bin/node"))
            .arg(script)
            .arg(modules.join("oauth2-mock-server/dist/index.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Node starts");
        let input = child.stdin.take().expect("there is a pipe");
        let output = child.stdout.take().expect("there is a pipe");
        let mut server = Self {
            issuer: String::new(),
            input,
            output: BufReader::new(output).lines(),
            _child: child,
        };
        server.issuer = server.line().await;
        Some(server)
    }

    async fn line(&mut self) -> String {
        let line = self.output.next_line().await.unwrap();
        line.expect("the server lives")
    }

    /// Puts claims into its tokens.
    async fn say(&mut self, claims: &Value) {
        let line = format!("{claims}\n");
        self.input.write_all(line.as_bytes()).await.unwrap();
        assert_eq!(self.line().await, "ok");
    }

    fn providers(&self) -> Providers {
        let settings = ProviderSettings {
            id: ProviderId::Oidc,
            name: "Mock".into(),
            client_id: "pilaster".into(),
            client_secret: "secret".into(),
            protocol: Protocol::Oidc {
                issuer: self.issuer.clone(),
            },
        };
        Providers::new(vec![settings]).unwrap()
    }
}

#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::panic,
    reason = "tests have no configuration but the environment, and nothing is left out in silence"
)]
fn folder() -> Option<String> {
    if let Ok(folder) = std::env::var(FOLDER)
        && !folder.is_empty()
    {
        return Some(folder);
    }
    if std::env::var(WITHOUT).is_ok_and(|value| value == "1") {
        eprintln!("LEFT OUT: this test did not run against oauth2-mock-server ({WITHOUT}=1)");
        return None;
    }
    panic!(
        "{FOLDER} must be a folder where `npm install oauth2-mock-server@9 node@24` was run \
         (`cargo xtask test` does). To leave these tests out, set {WITHOUT}=1."
    )
}

fn grace() -> Value {
    json!({
        "email": "grace@mock.example",
        "email_verified": true,
        "given_name": "Grace",
        "family_name": "Hopper",
    })
}

/// Goes to the server, by an address that may be changed on the way, and comes back.
async fn sign_in(client: &Client, change: impl Fn(&str) -> String) -> Answer {
    let start = path::OAUTH_START.replace("{provider}", "oidc");
    let answer = client.get(&start).await.with(StatusCode::SEE_OTHER);
    let browser = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let to = change(location(&answer));
    let there = browser.get(to).send().await.unwrap();
    let back = there.headers()[LOCATION].to_str().unwrap();
    let back = back.strip_prefix(testkit::PUBLIC_URL).unwrap();
    client.get(back).await.with(StatusCode::SEE_OTHER)
}

fn unchanged(url: &str) -> String {
    url.to_owned()
}

#[db_test]
async fn somebody_signs_in_and_is_known_again(app: TestApp) {
    let Some(mut server) = MockServer::start().await else {
        return;
    };
    let ctx = Ctx {
        oauth: server.providers(),
        ..app.ctx.clone()
    };
    server.say(&grace()).await;
    let first = app.anon_on(&ctx);
    let answer = sign_in(&first, unchanged).await;
    assert_eq!(location(&answer), "/dashboard");
    let user = me(&first).await;
    assert_eq!(user.email, "grace@mock.example");
    assert_eq!(user.full_name(), "Grace Hopper");

    // Known by its name there, whatever the address.
    server.say(&json!({})).await;
    let again = app.anon_on(&ctx);
    sign_in(&again, unchanged).await;
    assert_eq!(me(&again).await.id, user.id);
}

#[db_test]
async fn every_lie_has_its_code_and_makes_no_account(app: TestApp) {
    let Some(mut server) = MockServer::start().await else {
        return;
    };
    let ctx = Ctx {
        oauth: server.providers(),
        ..app.ctx.clone()
    };
    for (lie, code) in [
        (json!({"nonce": "x"}), code::OAUTH_NONCE_INVALID),
        (json!({"aud": "x"}), code::OAUTH_AUDIENCE_INVALID),
        (
            json!({"iss": "https://evil.example"}),
            code::OAUTH_ISSUER_INVALID,
        ),
        (json!({"exp": 1}), code::OAUTH_TOKEN_EXPIRED),
        (
            json!({"email_verified": false}),
            code::OAUTH_EMAIL_UNVERIFIED,
        ),
    ] {
        let mut claims = grace();
        for (name, value) in lie.as_object().unwrap() {
            claims[name] = value.clone();
        }
        server.say(&claims).await;
        let client = app.anon_on(&ctx);
        let answer = sign_in(&client, unchanged).await;
        let expected = format!("/login?error={code}&next=%2Fdashboard");
        assert_eq!(location(&answer), expected);
    }
    // Of another challenge it says no more than that the request is wrong.
    server.say(&grace()).await;
    let client = app.anon_on(&ctx);
    let answer = sign_in(&client, |url| {
        url.replace("code_challenge=", "code_challenge=other")
    })
    .await;
    assert!(
        location(&answer).contains(code::OAUTH_PROVIDER_FAILED),
        "{}",
        location(&answer)
    );
    assert!(!app.db.has_account("grace@mock.example").await);
}
