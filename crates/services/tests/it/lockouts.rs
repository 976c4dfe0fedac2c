use std::net::{IpAddr, Ipv4Addr};

use contract::{auth::Login, problem::code};
use db::{
    entity::{jobs, security_events},
    global, global_insert,
};
use sea_orm::IntoActiveModel;
use services::{Error, Origin, auth};
use testkit::{TestApp, db_test};

#[db_test]
async fn a_failure_is_recorded_once_however_often_its_job_runs(app: TestApp) {
    let ctx = &app.ctx;
    app.account("ada", false).await;
    let login = Login {
        email: "ada@example.com".into(),
        password: "not the password".into(),
    };
    let origin = Origin {
        device: None,
        request: None,
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        user_agent: "Firefox".into(),
    };
    let refused = auth::login(ctx, login, &origin).await;
    assert!(
        matches!(
            refused,
            Err(Error::Unauthenticated {
                code: code::INVALID_CREDENTIALS
            })
        ),
        "{refused:?}"
    );
    let job = global::<jobs::Entity>().one(ctx.db.read()).await.unwrap();
    let job = job.unwrap().into_active_model();
    app.deliver().await;
    // The worker was killed before it could delete the job.
    ctx.db
        .write(|tx| {
            let job = job.clone();
            async move { global_insert(job).exec_without_returning(&*tx).await }
        })
        .await
        .unwrap();
    app.deliver().await;
    let events = global::<security_events::Entity>()
        .all(ctx.db.read())
        .await
        .unwrap();
    let [event] = &*events else {
        panic!("{events:?}");
    };
    assert_eq!(event.kind, "sign_in_failed");
    assert_eq!(event.address, "127.0.0.1");
    assert_eq!(event.user_agent, "Firefox");
}
