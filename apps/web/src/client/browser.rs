use std::cell::RefCell;

use contract::{Problem, path, problem::code};
use gloo_net::http::{RequestBuilder, Response};
use js_sys::Promise;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{
    Client, ClientError, Result,
    call::{Answer, Call, Method},
};
use crate::browser;

thread_local! {
    /// The renewal under way, which all calls that need one share.
    static RENEWAL: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

#[derive(Clone, Copy)]
pub(super) struct Transport;

impl Transport {
    pub(super) async fn send(self, call: Call) -> Result<Answer> {
        // A promise of the browser stays on its one thread, but the query cache asks for `Send`.
        SendWrapper::new(send_renewing(call)).await
    }
}

impl Client {
    /// Makes the client of a page in the browser.
    pub fn in_browser() -> Self {
        Self {
            transport: Transport,
        }
    }
}

async fn send_renewing(call: Call) -> Result<Answer> {
    let answer = send(&call).await?;
    if !is_unauthenticated(&answer) {
        return Ok(answer);
    }
    if renewed().await {
        let answer = send(&call).await?;
        if !is_unauthenticated(&answer) {
            return Ok(answer);
        }
    }
    browser::go_to_login();
    Ok(answer)
}

fn is_unauthenticated(answer: &Answer) -> bool {
    answer.status == 401
        && serde_json::from_str::<Problem>(&answer.body)
            .is_ok_and(|problem| problem.code == code::UNAUTHENTICATED)
}

async fn renewed() -> bool {
    let promise = RENEWAL.with_borrow_mut(|renewal| {
        renewal
            .get_or_insert_with(|| {
                future_to_promise(async {
                    let answer = send(&Call::post(path::REFRESH)).await;
                    RENEWAL.take();
                    Ok(JsValue::from_bool(
                        answer.is_ok_and(|answer| answer.status < 300),
                    ))
                })
            })
            .clone()
    });
    JsFuture::from(promise)
        .await
        .is_ok_and(|value| value.is_truthy())
}

async fn send(call: &Call) -> Result<Answer> {
    let response = request(call)?.send().await.or(Err(ClientError::Offline))?;
    read(&response).await
}

fn request(call: &Call) -> Result<gloo_net::http::Request> {
    let (path, query) = call.path.split_once('?').unwrap_or((&call.path, ""));
    let query: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let mut request = RequestBuilder::new(path)
        .query(query.iter().map(|(name, value)| (name.as_str(), value)))
        .method(match call.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Patch => gloo_net::http::Method::PATCH,
            Method::Delete => gloo_net::http::Method::DELETE,
        });
    if let Some(version) = call.version {
        request = request.header("If-Match", &format!("\"{version}\""));
    }
    match &call.body {
        Some(body) => request
            .header("Content-Type", "application/json")
            .body(body.as_str()),
        None => request.build(),
    }
    .or(Err(ClientError::Unexpected))
}

async fn read(response: &Response) -> Result<Answer> {
    Ok(Answer {
        status: response.status(),
        body: response.text().await.or(Err(ClientError::Offline))?,
    })
}
