//! Every operation in a team, called by those who do not belong to it: whoever they are, what is
//! somebody else's answers like what never was.

use std::collections::{BTreeMap, BTreeSet};

use contract::{api_keys::Scope, problem::code, roles::TeamRole};
use http::{Method, StatusCode};
use serde_json::Value;
use testkit::{Answer, Client, TestApp, db_test};

use crate::{
    isolation::{ROWS, documented},
    worlds::{Asked, People, ask},
};

/// Somebody who calls what is not theirs.
struct Caller {
    name: String,
    client: Client,
    is_key: bool,
}

impl Caller {
    /// Somebody in their browser, and a program of theirs with all scopes.
    async fn both(app: &TestApp, name: &str, client: &Client) -> [Self; 2] {
        let key = app.key(client, Scope::ALL).await;
        let person = Self {
            name: name.to_owned(),
            client: client.twin(),
            is_key: false,
        };
        let program = Self {
            name: format!("a key of {name}"),
            client: app.program(&key),
            is_key: true,
        };
        [person, program]
    }

    /// Everybody of a team, each by their role.
    async fn all(app: &TestApp, people: &People) -> Vec<Self> {
        let mut callers = Vec::new();
        for (role, _, client) in &people.members {
            callers.extend(Self::both(app, role.as_str(), client).await);
        }
        callers
    }
}

/// All that an answer says, but for the id of its request.
fn said(answer: &Answer) -> (StatusCode, Value) {
    let text = answer.text();
    let mut body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    if let Some(problem) = body.as_object_mut() {
        problem.remove("request_id");
    }
    (answer.status, body)
}

fn unknown(app: &TestApp) -> String {
    let id = app.ctx.ids.uuid(app.ctx.clock.now());
    id.unwrap().to_string()
}

fn names(asked: &Asked, id: &str) -> bool {
    let (_, path, body) = asked;
    path.contains(id) || body.to_string().contains(id)
}

fn replaced(asked: &Asked, id: &str, by: &str) -> Asked {
    let (method, path, body) = asked;
    let body = body.to_string().replace(id, by);
    (
        method.clone(),
        path.replace(id, by),
        serde_json::from_str(&body).unwrap(),
    )
}

/// The ids that each operation in a team takes beside that of the team: where, and by which name.
fn ids_taken(document: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .filter(|(path, _)| path.contains("{team_id}"))
        .flat_map(|(_, item)| item.as_object().unwrap().values())
        .map(|operation| {
            let mut ids = BTreeSet::new();
            for parameter in operation["parameters"].as_array().unwrap() {
                let name = parameter["name"].as_str().unwrap();
                let place = format!("{} {name}", parameter["in"].as_str().unwrap());
                collect_ids(document, &parameter["schema"], place, &mut ids);
            }
            ids.remove("path team_id");
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            collect_ids(document, body, "body".to_owned(), &mut ids);
            let id = operation["operationId"].as_str().unwrap();
            (id.to_owned(), ids)
        })
        .collect()
}

/// Adds the places in a schema where ids stand.
fn collect_ids(document: &Value, schema: &Value, place: String, found: &mut BTreeSet<String>) {
    if schema.is_null() {
        return;
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#')).unwrap();
        collect_ids(document, target, place.clone(), found);
    }
    for kind in ["oneOf", "anyOf", "allOf"] {
        for part in schema[kind].as_array().into_iter().flatten() {
            collect_ids(document, part, place.clone(), found);
        }
    }
    for (field, part) in schema["properties"].as_object().into_iter().flatten() {
        collect_ids(document, part, format!("body {field}"), found);
    }
    collect_ids(document, &schema["items"], place.clone(), found);
    if schema["format"] == "uuid" {
        found.insert(place);
    }
}

#[db_test]
async fn to_strangers_no_team_exists(app: TestApp) {
    let theirs = People::of(&app, "north").await.world(&app).await;
    let neighbours = People::of(&app, "south").await;
    neighbours.world(&app).await;
    let mut callers = Caller::all(&app, &neighbours).await;
    let stranger = app.user("stranger").await;
    callers.extend(Caller::both(&app, "stranger", &stranger).await);
    let documented = documented();
    let team = theirs.team.id.to_string();
    for row in ROWS {
        let asked = (row.request)(&theirs);
        let answer = ask(&app.anon(), &asked).await;
        answer.problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
        let nowhere = replaced(&asked, &team, &unknown(&app));
        let nothing = theirs.ids().iter().fold(asked.clone(), |asked, id| {
            replaced(&asked, id, &unknown(&app))
        });
        let is_for_keys = documented[row.operation].parse::<Scope>().is_ok();
        for caller in &callers {
            let answer = ask(&caller.client, &asked).await;
            if caller.is_key && !is_for_keys {
                answer.problem(StatusCode::FORBIDDEN, code::KEY_NOT_ALLOWED);
            } else {
                answer.problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
            }
            for other in [&nowhere, &nothing] {
                let other = ask(&caller.client, other).await;
                let (name, operation) = (&caller.name, row.operation);
                assert_eq!(said(&answer), said(&other), "{operation} as {name}");
            }
        }
    }
}

/// In their own team, with ids of another one in path, query and body: each alone, and all at once.
#[db_test]
async fn nothing_of_another_team_is_reached_from_ones_own(app: TestApp) {
    let theirs = People::of(&app, "north").await.world(&app).await.ids();
    let neighbours = People::of(&app, "south").await;
    let world = neighbours.world(&app).await;
    let own = world.ids();
    let callers = Caller::all(&app, &neighbours).await;
    let taken = ids_taken(&serde_json::to_value(api::openapi()).unwrap());
    for row in ROWS {
        let asked = (row.request)(&world);
        let pairs = own.iter().zip(&theirs);
        let named: Vec<_> = pairs.filter(|(own, _)| names(&asked, own)).collect();
        let (operation, ids) = (row.operation, &taken[row.operation]);
        assert_eq!(named.len(), ids.len(), "{operation} takes {ids:?}");
        let all = (named.len() > 1).then_some(named.as_slice());
        for some in named.chunks(1).chain(all) {
            let (mut foreign, mut unknown_ones) = (asked.clone(), asked.clone());
            for (own, theirs) in some {
                foreign = replaced(&foreign, own, theirs);
                unknown_ones = replaced(&unknown_ones, own, &unknown(&app));
            }
            for caller in &callers {
                let answer = ask(&caller.client, &foreign).await;
                let other = ask(&caller.client, &unknown_ones).await;
                let what = format!("{foreign:?} as {}", caller.name);
                assert_eq!(said(&answer), said(&other), "{what}");
                let is_told = theirs.iter().any(|id| answer.text().contains(id));
                assert!(!is_told, "{what}: {}", answer.text());
                let is_change = foreign.0 != Method::GET;
                assert!(!(is_change && answer.status.is_success()), "{what}");
                if caller.name == TeamRole::Owner.as_str() {
                    // Whose role forbids nothing is refused for the sake of the id.
                    assert_ne!(answer.status, StatusCode::FORBIDDEN, "{what}");
                }
            }
        }
    }
}
