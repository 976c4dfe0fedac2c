//! Every operation that takes more than an account, called by each role that comes with the product:
//! the expectation follows from what the role grants and from the operation's permission.

use contract::{Permission, permission::Pattern, users::User};
use http::Method;
use services::roles::{Grants, built_in_product_grants};
use testkit::{TestApp, db_test};

use crate::{
    authorization::{ROWS, Row, call, permissions},
    worlds::{TOLD_READS, lines},
};

/// A superuser, and one holder of each role, by the names of their accounts.
async fn staff(app: &TestApp) -> Vec<(&'static str, Grants)> {
    app.account("root", true).await;
    let mut staff = vec![("root", Grants::in_product(vec![Pattern::All]))];
    for (role, grants) in built_in_product_grants() {
        let user = app.account(role, false).await;
        app.db.give_role(user.id, role).await;
        staff.push((role, grants));
    }
    staff
}

/// What a role has to grant for an operation: reading anybody's account comes with listing all.
fn needed(permission: Permission) -> Permission {
    if permission == Permission::UsersRead {
        Permission::UsersList
    } else {
        permission
    }
}

/// Makes something to be done for those operations that do nothing otherwise.
async fn prepare(app: &TestApp, row: &Row, user: &User) {
    app.reactivate(&user.email).await;
    match row.operation {
        "admin_activate_user" => app.db.deactivate(&user.email).await,
        // Mails are among them: accounts were closed before.
        "admin_requeue_jobs" => {
            app.db.kill_jobs("gone").await;
        }
        _ => {}
    }
}

/// What succeeds and changes something, and nothing else, is told in the log of the product.
#[db_test]
async fn every_operation_by_each_role_in_the_product(app: TestApp) {
    let user = app.account("owner", false).await;
    let staff = staff(&app).await;
    let permissions = permissions();
    for row in ROWS {
        let [_, _, as_other, as_superuser] = row.expected;
        let Some(permission) = permissions.get(row.operation) else {
            continue;
        };
        if !permission.is_of_product() && as_other == as_superuser {
            continue;
        }
        for (name, grants) in &staff {
            prepare(&app, row, &user).await;
            // Who has acted as somebody else is that one.
            let client = app.sign_in(&format!("{name}@example.com")).await;
            let is_granted = grants.permissions().contains(needed(*permission));
            let expected = if is_granted { as_superuser } else { as_other };
            let before = lines(&app, None).await;
            let status = call(&client, row, &user).await.status;
            let what = format!("{} as {name}", row.operation);
            assert_eq!(status, expected, "{what}");
            let (method, ..) = (row.request)(&user);
            let is_told = method != Method::GET || TOLD_READS.contains(&row.operation);
            let is_told = is_told && status.is_success();
            assert_eq!(lines(&app, None).await > before, is_told, "{what}");
        }
    }
}
