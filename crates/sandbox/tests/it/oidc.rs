use aws_lc_rs::digest;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use axum::http::{Request, StatusCode};
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::Jwk};
use sandbox::oidc::{Client, Fault, Provider, router};
use serde_json::Value;
use tower::ServiceExt;
use url::Url;

const ISSUER: &str = "http://localhost:3000/dev/oidc";
const CALLBACK: &str = "http://localhost:3000/callback";
const VERIFIER: &str = "a verifier that nobody has guessed so far";

fn provider() -> Provider {
    let client = Client {
        id: "app".into(),
        secret: "s3cret &".into(),
        redirect_uris: vec![CALLBACK.into()],
    };
    Provider::new(ISSUER, client).unwrap()
}

fn asked(redirect_uri: &str) -> String {
    let digest = digest::digest(&digest::SHA256, VERIFIER.as_bytes());
    serde_urlencoded::to_string([
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", redirect_uri),
        ("scope", "openid email"),
        ("state", "the state"),
        ("nonce", "the nonce"),
        ("code_challenge", &BASE64_URL_SAFE_NO_PAD.encode(digest)),
        ("code_challenge_method", "S256"),
    ])
    .unwrap()
}

struct Answer {
    status: StatusCode,
    location: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// A parameter of the address that it leads to.
    fn says(&self, name: &str) -> Option<String> {
        let url = Url::parse(&self.location).unwrap();
        url.query_pairs()
            .find_map(|(key, value)| (key == name).then(|| value.into_owned()))
    }
}

async fn send(provider: &Provider, request: Request<Body>) -> Answer {
    let router: Router = router(provider.clone());
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        location: parts
            .headers
            .get(LOCATION)
            .map_or(String::new(), |to| to.to_str().unwrap().to_owned()),
        body: String::from_utf8(body.into()).unwrap(),
    }
}

async fn get(provider: &Provider, path: &str) -> Answer {
    send(provider, Request::get(path).body(Body::empty()).unwrap()).await
}

async fn post(provider: &Provider, path: &str, fields: &[(&str, &str)]) -> Answer {
    let secret = BASE64_STANDARD.encode("app:s3cret+%26");
    let request = Request::post(path)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(AUTHORIZATION, format!("Basic {secret}"))
        .body(Body::from(serde_urlencoded::to_string(fields).unwrap()));
    send(provider, request.unwrap()).await
}

async fn choose(provider: &Provider, choice: &str) -> Answer {
    let asked = asked(CALLBACK);
    let fields = [("asked", asked.as_str()), ("choice", choice)];
    let answer = post(provider, "/dev/oidc/authorize", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    answer
}

async fn exchange(provider: &Provider, code: &str, verifier: &str) -> Answer {
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", verifier),
    ];
    post(provider, "/dev/oidc/token", &fields).await
}

#[tokio::test]
async fn a_choice_becomes_a_signed_token() {
    let provider = provider();
    let page = get(
        &provider,
        &format!("/dev/oidc/authorize?{}", asked(CALLBACK)),
    )
    .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(r#"action="/dev/oidc/authorize""#));
    assert!(page.body.contains("Grace Hopper"));

    let back = choose(&provider, "grace").await;
    assert_eq!(back.says("state").unwrap(), "the state");
    assert_eq!(back.says("iss").unwrap(), ISSUER);
    let tokens = exchange(&provider, &back.says("code").unwrap(), VERIFIER).await;
    assert_eq!(tokens.status, StatusCode::OK);
    let tokens = tokens.json();

    let keys = get(&provider, "/dev/oidc/jwks").await.json();
    let key: Jwk = serde_json::from_value(keys["keys"][0].clone()).unwrap();
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_audience(&["app"]);
    validation.set_issuer(&[ISSUER]);
    let claims = jsonwebtoken::decode::<Value>(
        tokens["id_token"].as_str().unwrap(),
        &DecodingKey::from_jwk(&key).unwrap(),
        &validation,
    )
    .unwrap()
    .claims;
    assert_eq!(claims["nonce"], "the nonce");
    assert_eq!(claims["email"], "grace@provider.example");
    assert_eq!(claims["email_verified"], true);
}

#[tokio::test]
async fn a_code_works_once_with_its_verifier() {
    let provider = provider();
    let code = choose(&provider, "grace").await.says("code").unwrap();
    assert_eq!(exchange(&provider, &code, VERIFIER).await.status, 200);
    let again = exchange(&provider, &code, VERIFIER).await;
    assert_eq!(again.json()["error"], "invalid_grant");

    let code = choose(&provider, "grace").await.says("code").unwrap();
    let other = exchange(&provider, &code, "another verifier").await;
    assert_eq!(other.json()["error"], "invalid_grant");
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let provider = provider();
    let evil = asked("https://evil.example/");
    let page = get(&provider, &format!("/dev/oidc/authorize?{evil}")).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    let fields = [("asked", evil.as_str()), ("choice", "grace")];
    let answer = post(&provider, "/dev/oidc/authorize", &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn who_denies_goes_back_with_nothing() {
    let back = choose(&provider(), "deny").await;
    assert_eq!(back.says("error").unwrap(), "access_denied");
    assert_eq!(back.says("code"), None);
}

#[tokio::test]
async fn one_who_is_away_answers_no_program() {
    let provider = provider();
    provider.misbehave(Some(Fault::Away));
    let answer = get(&provider, "/dev/oidc/.well-known/openid-configuration").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    provider.misbehave(None);
    let answer = get(&provider, "/dev/oidc/.well-known/openid-configuration").await;
    assert_eq!(answer.json()["issuer"], ISSUER);
}
