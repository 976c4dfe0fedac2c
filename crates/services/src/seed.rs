//! Demo data: accounts to sign in with, and a team with lists that fill pages.

use chrono::TimeDelta;
use contract::{
    Locale, RoleId, UserId, auth::Register, problem::code, projects::ProjectStatus,
    roles::TeamRole, users::User,
};
use db::{TeamTx, Tx};

use crate::{
    Ctx, Error, Result,
    audit::Author,
    members,
    projects::{self, NewProject},
    roles,
    teams::{self, NewTeam},
    users::{self, NewUser},
};

/// The demo account that may do everything.
pub const ADMIN_EMAIL: &str = "admin@example.com";
/// The demo account of an ordinary person.
pub const USER_EMAIL: &str = "ada@example.com";
/// The password of all demo accounts.
pub const PASSWORD: &str = "correct-horse-battery-staple";

/// The demo team, which the ordinary person owns.
pub const TEAM: &str = "Analytical Engines";
/// The team's word in addresses.
pub const TEAM_SLUG: &str = "analytical-engines";

/// How many of the people belong to the team, beside the two that are named.
const COLLEAGUES: usize = 12;

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

const PROJECTS: [(&str, &str); 40] = [
    (
        "Difference Engine No. 1",
        "Tabulate polynomials of the second degree, by gears alone.",
    ),
    (
        "Difference Engine No. 2",
        "The same with a third of the parts, and seven orders of difference.",
    ),
    (
        "Analytical Engine",
        "A mill, a store, and cards that tell them what to do.",
    ),
    (
        "Printing apparatus",
        "Set the results in type, so that no clerk copies them.",
    ),
    (
        "Bernoulli numbers",
        "Note G: the first table that the engine is to compute by itself.",
    ),
    (
        "Jacquard cards",
        "Agree on the holes: operations, variables, numbers.",
    ),
    (
        "Anticipating carriage",
        "Carry tens in one stroke instead of fifty.",
    ),
    (
        "Store of a thousand numbers",
        "Columns of fifty digits, and racks to reach them.",
    ),
    ("Mill, second design", "Multiply in under three minutes."),
    (
        "Curve drawer",
        "Plot what was computed, straight from the mill.",
    ),
    (
        "Tide tables",
        "Predict a year of tides for the port of London.",
    ),
    (
        "Nautical almanac, errata",
        "Compute anew what the almanac has wrong.",
    ),
    (
        "Logarithms to 108,000",
        "Seven places, proofread against the engine.",
    ),
    (
        "Life annuities",
        "Tables for the Protector Life assurance company.",
    ),
    (
        "Signalling by occulting lights",
        "Lighthouses that say which one they are.",
    ),
    (
        "Postal rates",
        "What a letter costs to carry, whatever the distance.",
    ),
    (
        "Cipher of Vigenère",
        "Break it by the lengths of its repetitions.",
    ),
    (
        "Ophthalmoscope",
        "A mirror with a hole, to look into the eye.",
    ),
    ("Cowcatcher", "Clear the rails without a stop."),
    (
        "Dynamometer car",
        "Record the pull of a locomotive on paper.",
    ),
    (
        "Black box for railways",
        "Keep the last minutes before an accident.",
    ),
    (
        "Mechanical notation",
        "A language for machines, before they are built.",
    ),
    ("Gear-cutting lathe", "Teeth to a thousandth of an inch."),
    ("Punch for cards", "One operator, sixty cards an hour."),
    (
        "Card reader, spare parts",
        "Springs and pins for two years.",
    ),
    ("Brass procurement", "Three foundries, one alloy."),
    (
        "Workshop in Dorset Street",
        "Move the drawings first, the lathes after.",
    ),
    ("Exhibition of 1862", "Show a working part of No. 1."),
    ("Letters from Turin", "Translate Menabrea, with notes."),
    (
        "Notes by the translator",
        "Longer than what they are about.",
    ),
    ("Loops", "Have the cards go back by themselves."),
    ("Conditional cards", "Go on by what the mill has found."),
    ("Library of cards", "Keep the tables for the next engine."),
    (
        "Music of the engine",
        "Compose by the science of harmony, of any degree of complexity.",
    ),
    (
        "Chess automaton",
        "Play to the end of the game, and look ahead.",
    ),
    ("Tic-tac-toe booth", "Pay for the engine with sixpences."),
    ("Census of 1841", "Count eighteen million people, once."),
    (
        "Insurance against fire",
        "For drawings and the wooden patterns.",
    ),
    (
        "Grant from the Treasury",
        "Seventeen thousand pounds, and what became of them.",
    ),
    (
        "A plate for the door",
        "=Analytical Engines, by appointment",
    ),
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
                let mut ids = Vec::new();
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
                    let row = users::insert(&*tx, ctx.ids.uuid(joined)?, user, joined).await?;
                    ids.push(UserId::new(row.id));
                }
                insert_team(ctx, &tx, &ids).await
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

/// Makes an account in nobody's name, of which no log tells: as every seed does, and tests that begin
/// with people.
///
/// # Errors
///
/// - [`code::EMAIL_TAKEN`] if the address has an account.
/// - `password_weak` if the password is too easy to guess.
pub async fn account(ctx: &Ctx, input: Register, is_superuser: bool) -> Result<User> {
    let user = users::confirmed(ctx, input, is_superuser).await?;
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| {
            let user = user.clone();
            async move { users::view(users::insert(&*tx, ctx.ids.uuid(now)?, user, now).await?) }
        })
        .await
}

/// Makes the team: the second of the people owns it, the first administers it, some others belong to
/// it.
async fn insert_team(ctx: &Ctx, tx: &Tx, people: &[UserId]) -> Result<()> {
    let [admin, owner, others @ ..] = people else {
        return Ok(());
    };
    let author = Author::command();
    let team = NewTeam {
        name: TEAM,
        slug: Some(TEAM_SLUG),
        owner: *owner,
        author: &author,
    };
    let (scoped, _) = teams::found(ctx, tx, team).await?;
    let roles = [TeamRole::Member, TeamRole::Viewer, TeamRole::Member];
    let colleagues = others.iter().copied().take(COLLEAGUES);
    let colleagues: Vec<_> = colleagues.zip(roles.into_iter().cycle()).collect();
    for (user, role) in [(*admin, TeamRole::Admin)].iter().chain(&colleagues) {
        let role = roles::find_built_in(&scoped, *role).await?;
        members::insert(ctx, &scoped, *user, RoleId::new(role.id)).await?;
    }
    let owners: Vec<_> = colleagues.into_iter().map(|(user, _)| user).collect();
    insert_projects(ctx, &scoped, &owners).await
}

/// Makes the team's projects, of every status, some of them archived and some with no owner.
async fn insert_projects(ctx: &Ctx, tx: &TeamTx, owners: &[UserId]) -> Result<()> {
    let now = ctx.clock.now();
    let statuses = ProjectStatus::ALL.into_iter().cycle();
    let owners = owners.iter().copied().map(Some).chain([None, None]);
    let owners = owners.cycle();
    let numbered = PROJECTS.into_iter().zip(0_i64..);
    for (((name, description), index), (status, owner)) in numbered.zip(statuses.zip(owners)) {
        let made = now - TimeDelta::hours(53 * index);
        let new = NewProject {
            name: name.to_owned(),
            description: description.to_owned(),
            status,
            owner,
            archived_at: (index % 8 == 7).then_some(made),
        };
        projects::insert(tx, ctx.ids.uuid(made)?, new, made).await?;
    }
    Ok(())
}
