//! Demo data: accounts to sign in with and a list that fills pages.

use chrono::TimeDelta;
use contract::{Locale, problem::code};

use crate::{
    Ctx, Error, Result,
    users::{self, NewUser},
};

/// The demo account that may do everything.
pub const ADMIN_EMAIL: &str = "admin@example.com";
/// The demo account of an ordinary person.
pub const USER_EMAIL: &str = "ada@example.com";
/// The password of all demo accounts.
pub const PASSWORD: &str = "correct-horse-battery-staple";

const PEOPLE: [(&str, &str); 40] = [
    ("Grace", "Hopper"),
    ("Alan", "Turing"),
    ("Katherine", "Johnson"),
    ("Edsger", "Dijkstra"),
    ("Barbara", "Liskov"),
    ("Donald", "Knuth"),
    ("Frances", "Allen"),
    ("Tony", "Hoare"),
    ("Margaret", "Hamilton"),
    ("Niklaus", "Wirth"),
    ("Radia", "Perlman"),
    ("Dennis", "Ritchie"),
    ("Shafi", "Goldwasser"),
    ("Ken", "Thompson"),
    ("Hedy", "Lamarr"),
    ("Claude", "Shannon"),
    ("Mary", "Somerville"),
    ("George", "Boole"),
    ("Emmy", "Noether"),
    ("Kurt", "Gödel"),
    ("Sophie", "Germain"),
    ("Évariste", "Galois"),
    ("Hypatia", "Alexandria"),
    ("Leonhard", "Euler"),
    ("Maryam", "Mirzakhani"),
    ("Srinivasa", "Ramanujan"),
    ("Chien-Shiung", "Wu"),
    ("Paul", "Erdős"),
    ("محمد", "الخوارزمي"),
    ("الحسن", "ابن الهيثم"),
    ("مريم", "الأسطرلابي"),
    ("عمر", "الخيام"),
    ("Adele", "Goldberg"),
    ("Alan", "Kay"),
    ("Lynn", "Conway"),
    ("John", "Backus"),
    ("Annie", "Easley"),
    ("Peter", "Naur"),
    ("Karen", "Spärck Jones"),
    ("Robin", "Milner"),
];

/// Writes the demo data and answers whether it did: a database that has users is left alone, be they
/// from an earlier seed or people's own.
pub async fn demo(ctx: &Ctx) -> Result<bool> {
    if users::any(ctx.db.read()).await? {
        return Ok(false);
    }
    let password_hash = ctx
        .passwords
        .hash_new("password", PASSWORD.to_owned(), Vec::new())
        .await?;
    let named = [
        (ADMIN_EMAIL, "Alex", "Admin", true),
        (USER_EMAIL, "Ada", "Lovelace", false),
    ];
    let named = named.map(|(email, first, last, admin)| (email.to_owned(), first, last, admin));
    let others = PEOPLE.iter().enumerate().map(|(index, (first, last))| {
        (
            format!("person{:02}@example.com", index + 1),
            *first,
            *last,
            false,
        )
    });
    let people: Vec<_> = named.into_iter().chain(others).collect();
    let now = ctx.clock.now();
    let written = ctx
        .db
        .write(|tx| {
            let (people, password_hash) = (people.clone(), password_hash.clone());
            async move {
                for ((email, first_name, last_name, is_superuser), age) in
                    people.into_iter().zip(0..)
                {
                    // The list is sorted by age, so everybody has another one.
                    let joined = now - TimeDelta::hours(31 * age);
                    let user = NewUser {
                        email,
                        password_hash: Some(password_hash.clone()),
                        first_name: first_name.to_owned(),
                        last_name: last_name.to_owned(),
                        locale: Locale::En,
                        is_superuser,
                    };
                    users::insert(&*tx, ctx.ids.uuid(joined)?, user, joined).await?;
                }
                Ok(())
            }
        })
        .await;
    match written {
        Ok(()) => Ok(true),
        // Another process was faster.
        Err(Error::Conflict {
            code: code::EMAIL_TAKEN,
        }) => Ok(false),
        Err(error) => Err(error),
    }
}
