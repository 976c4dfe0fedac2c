mod algorithms;
mod change_password;
mod lockouts;
mod login;
mod logout;
mod mfa;
mod recovery;
mod refresh;
mod register;
mod strength;
mod verify_email;

use contract::{auth::Register, path};
use http::StatusCode;
use services::passwords::Passwords;
use testkit::{Client, PASSWORD};

fn grace() -> Register {
    Register {
        email: "Grace@Example.com ".into(),
        password: PASSWORD.into(),
        first_name: "Grace".into(),
        last_name: "Hopper".into(),
        locale: None,
    }
}

async fn register(client: &Client, password: &str) {
    let input = Register {
        password: password.into(),
        ..grace()
    };
    client
        .post(path::REGISTER, &input)
        .await
        .expect(StatusCode::CREATED);
}

/// Waits until somebody who has read what a password is about wants to compare or hash it.
async fn compared(passwords: &Passwords) {
    while passwords.callers() == 0 {
        tokio::task::yield_now().await;
    }
}
