//! The API in this process, and people who use it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use api::{ApiSettings, ApiState};
use axum::{Router, body::Body};
use contract::{
    Permission, Problem,
    api_keys::{CreateApiKey, NewApiKey, Scope},
    auth::{Login, Register},
    path,
    users::User,
};
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use sandbox::mailbox::Mail;
use serde::{Serialize, de::DeserializeOwned};
use services::{
    Ctx, admin,
    jobs::{Handlers, Worker, WorkerSettings},
    mails::{self, Transport},
    roles::Staff,
    seed,
    sessions::RefreshFlights,
};
use tower::ServiceExt;

use crate::{Events, Mailroom, PUBLIC_URL, SetUp, TestDb};

/// The password of everyone in tests.
pub const PASSWORD: &str = "three blue teapots sing";

/// The API with its protection on a database of its own, without a socket.
pub struct TestApp {
    /// The services' context, whose clock can be moved.
    pub ctx: Ctx,
    /// What arrived by mail.
    pub mailroom: Mailroom,
    /// Its database.
    pub db: TestDb,
    router: Router,
    worker: Worker,
}

impl SetUp for TestApp {
    async fn set_up(db: TestDb) -> Self {
        let ctx = crate::ctx(&db);
        let mailroom = Mailroom::open().await;
        let handlers = services::auth::handlers(Handlers::default());
        let handlers = services::lockouts::handlers(handlers);
        let handlers = services::account::handlers(handlers);
        let handlers =
            services::notifications::handlers(handlers).expect("the digest has its time");
        let handlers = services::teams::handlers(handlers).expect("the reminders have their time");
        let handlers = services::purges::handlers(handlers).expect("the purges have their time");
        let handlers = mails::handlers(handlers, Arc::<dyn Transport>::clone(&mailroom.transport));
        let worker = Worker::new(ctx.clone(), handlers, WorkerSettings::default());
        let router = router(&ctx, ApiSettings::new(PUBLIC_URL));
        Self {
            ctx,
            mailroom,
            db,
            router,
            worker,
        }
    }
}

fn router(ctx: &Ctx, settings: ApiSettings) -> Router {
    let settings = Arc::new(settings);
    let state = ApiState {
        ctx: ctx.clone(),
        settings: Arc::<ApiSettings>::clone(&settings),
    };
    api::edge(
        api::router(state),
        settings,
        ctx.clock.clone(),
        ctx.ids.clone(),
    )
}

impl TestApp {
    /// Somebody who is not signed in.
    pub fn anon(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// Somebody who calls a product with other settings on the same database.
    pub fn anon_with(&self, settings: ApiSettings) -> Client {
        Client::new(router(&self.ctx, settings))
    }

    /// A program that calls with an API key.
    pub fn program(&self, key: &str) -> Client {
        Client {
            key: Some(key.to_owned()),
            ..self.anon()
        }
    }

    /// Another process on the same database, and somebody who calls it.
    pub fn anon_elsewhere(&self) -> Client {
        self.anon_on(&Ctx {
            refresh_flights: RefreshFlights::default(),
            feed: crate::feed(),
            ..self.ctx.clone()
        })
    }

    /// Somebody who calls a product with other parts, most of them from this one.
    pub fn anon_on(&self, ctx: &Ctx) -> Client {
        Client::new(router(ctx, ApiSettings::new(PUBLIC_URL)))
    }

    /// Somebody who calls a product with other parts and other settings.
    pub fn anon_on_with(&self, ctx: &Ctx, settings: ApiSettings) -> Client {
        Client::new(router(ctx, settings))
    }

    /// Makes an account named `name` with the address `{name}@example.com`.
    pub async fn account(&self, name: &str, is_superuser: bool) -> User {
        let input = Register {
            email: format!("{name}@example.com"),
            password: PASSWORD.to_owned(),
            first_name: name.to_owned(),
            last_name: "Tester".to_owned(),
            locale: None,
        };
        seed::account(&self.ctx, input, is_superuser)
            .await
            .expect("the account is made")
    }

    /// Makes an account and signs in with it.
    pub async fn user(&self, name: &str) -> Client {
        let user = self.account(name, false).await;
        self.sign_in(&user.email).await
    }

    /// Makes an account that may do everything and signs in with it.
    pub async fn superuser(&self, name: &str) -> Client {
        let user = self.account(name, true).await;
        self.sign_in(&user.email).await
    }

    /// Brings the account of an address back, as the command line does.
    #[expect(clippy::disallowed_methods, reason = "as the command line does")]
    pub async fn reactivate(&self, email: &str) {
        let staff = Staff::command(Permission::UsersDeactivate);
        let id = admin::users::find(&self.ctx, &staff, email)
            .await
            .expect("there is an account");
        admin::users::activate(&self.ctx, &staff, id)
            .await
            .expect("it is brought back");
    }

    /// Signs in with the address and [`PASSWORD`].
    pub async fn sign_in(&self, email: &str) -> Client {
        let client = self.anon();
        let login = Login {
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
        };
        client
            .post(path::LOGIN, &login)
            .await
            .expect(StatusCode::OK);
        client
    }

    /// Makes a key of the signed-in `client` with these scopes.
    pub async fn key(&self, client: &Client, scopes: &[Scope]) -> String {
        let input = CreateApiKey {
            name: "test".to_owned(),
            scopes: scopes.to_vec(),
            expires_in_days: None,
        };
        let made = client.post(path::API_KEYS, &input).await;
        made.expect(StatusCode::CREATED);
        made.json::<NewApiKey>().key
    }

    /// Does all due jobs and answers with the mailbox, newest mail first.
    pub async fn deliver(&self) -> Vec<Mail> {
        self.worker
            .run_until_idle()
            .await
            .expect("the jobs are done");
        self.mailroom.mailbox.messages()
    }
}

/// A browser, as far as the API can tell: keeps cookies and says that it is on the same origin.
/// With a key it is a program, which says nothing of its origin.
pub struct Client {
    router: Router,
    key: Option<String>,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Client {
    fn new(router: Router) -> Self {
        Self {
            router,
            key: None,
            cookies: Mutex::default(),
        }
    }

    /// Another browser with the same cookies.
    #[must_use]
    pub fn twin(&self) -> Self {
        let cookies = self.jar().clone();
        Self {
            router: self.router.clone(),
            key: self.key.clone(),
            cookies: Mutex::new(cookies),
        }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path), Body::empty())
            .await
    }

    /// Listens to a stream of events, from the one after `last` on if that is known.
    ///
    /// # Panics
    ///
    /// Never: the request is well-formed.
    pub async fn listen(&self, path: &str, last: Option<&str>) -> Events {
        let mut request = self.request(Method::GET, path);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let request = request.body(Body::empty()).expect("it is well-formed");
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        Events::new(parts.status, parts.headers, body)
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.json(Method::POST, path, body, None).await
    }

    /// Sends nothing.
    pub async fn post_empty(&self, path: &str) -> Answer {
        self.send(self.request(Method::POST, path), Body::empty())
            .await
    }

    /// Deletes.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path), Body::empty())
            .await
    }

    /// Changes, if the version is the one that was seen.
    pub async fn patch(&self, path: &str, body: &impl Serialize, tag: Option<&str>) -> Answer {
        self.json(Method::PATCH, path, body, tag).await
    }

    /// Sends JSON by any method.
    pub async fn json(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
        tag: Option<&str>,
    ) -> Answer {
        let mut request = self
            .request(method, path)
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(tag) = tag {
            request = request.header(header::IF_MATCH, tag);
        }
        let body = serde_json::to_vec(body).expect("the body is JSON");
        self.send(request, body.into()).await
    }

    /// Begins a request with this browser's cookies, from the same origin.
    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let request = self.request_without_origin(method, path);
        match &self.key {
            Some(key) => request.header(header::AUTHORIZATION, format!("Bearer {key}")),
            None => request.header("sec-fetch-site", "same-origin"),
        }
    }

    /// Begins a request with this browser's cookies that does not tell where it comes from.
    pub fn request_without_origin(&self, method: Method, path: &str) -> http::request::Builder {
        let cookies: Vec<_> = self
            .jar()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost:8080");
        if cookies.is_empty() {
            request
        } else {
            request.header(header::COOKIE, cookies.join("; "))
        }
    }

    /// Sends a request and keeps the cookies of the answer. A stream of events has no end to wait for;
    /// [`listen`](Self::listen) reads one.
    pub async fn send(&self, request: http::request::Builder, body: Body) -> Answer {
        let request = request.body(body).expect("the request is well-formed");
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("a cookie is text"));
        }
        let is_stream = parts
            .headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind == "text/event-stream");
        let body = if is_stream { Body::empty() } else { body };
        let body = body
            .collect()
            .await
            .expect("the answer has a body")
            .to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.to_vec(),
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    /// Puts a cookie into the browser.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar().insert(name.to_owned(), value.to_owned());
    }

    fn keep(&self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        let (name, value) = pair.split_once('=').expect("a cookie has a name");
        if cookie.contains("Max-Age=0") {
            self.jar().remove(name);
        } else {
            self.jar().insert(name.to_owned(), value.to_owned());
        }
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies
            .lock()
            .expect("no test panics with the jar in hand")
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The answer, which has the status `status`.
    ///
    /// # Panics
    ///
    /// If it has another one.
    #[must_use = "or call `assert`"]
    pub fn with(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// Checks the status.
    ///
    /// # Panics
    ///
    /// If the answer has another one.
    pub fn expect(&self, status: StatusCode) {
        assert_eq!(self.status, status, "{}", self.text());
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as a value.
    ///
    /// # Panics
    ///
    /// If it is not such a value.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Checks that the answer is a refusal with this status and code, and answers with it.
    ///
    /// # Panics
    ///
    /// If it is not.
    pub fn problem(&self, status: StatusCode, code: &str) -> Problem {
        self.expect(status);
        let media_type = self
            .headers
            .get(header::CONTENT_TYPE)
            .map(http::HeaderValue::as_bytes);
        assert_eq!(
            media_type,
            Some(contract::problem::CONTENT_TYPE.as_bytes()),
            "{}",
            self.text()
        );
        let problem: Problem = self.json();
        assert_eq!(problem.code, code);
        assert_eq!(problem.status, status.as_u16());
        let id = self
            .headers
            .get("x-request-id")
            .map(http::HeaderValue::as_bytes);
        assert_eq!(id, Some(problem.request_id.as_bytes()));
        problem
    }
}
