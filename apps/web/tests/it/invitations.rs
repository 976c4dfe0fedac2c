//! Behind the link of an invitation, by plain forms.

use axum::http::{StatusCode, header::REFERRER_POLICY};

use crate::support::{OWN_INVITATION, PASSWORD, Page, SIGNED_IN, Site};

/// The sign-in page that comes back here.
const SIGN_IN: &str = "/login?next=%2Finvitations";

fn actions(page: &Page) -> Vec<&str> {
    let mut actions = page.attribute("action");
    actions.retain(|action| action.starts_with("/invitations"));
    actions
}

/// The cookie that holds the token, as a browser sends it.
fn held(page: &Page) -> String {
    let cookies = page.cookies();
    let cookie = cookies
        .iter()
        .find(|cookie| cookie.starts_with("pilaster_invitation="));
    let cookie = cookie.expect("the token is held");
    let (pair, limits) = cookie.split_once("; ").unwrap();
    let expected = "Max-Age=3600; Path=/invitations; HttpOnly; SameSite=Lax";
    assert_eq!(limits, expected);
    pair.to_owned()
}

fn forgets(page: &Page) -> bool {
    let is_over =
        |cookie: &&str| cookie.starts_with("pilaster_invitation=") && cookie.contains("Max-Age=0");
    page.cookies().iter().any(is_over)
}

#[tokio::test]
async fn a_link_answers_nothing_until_a_button_is_pressed() {
    let site = Site::new();
    let page = site.get_with("/invitations?token=ada", SIGNED_IN).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(site.calls(), 2, "who asks, and what the invitation says");
    assert_eq!(
        actions(&page),
        ["/invitations/accept", "/invitations/decline"]
    );
    for words in [
        "Join Engines &lt;&amp;&gt; Co",
        "Charles Babbage invites you",
        "Admin",
        "ada@example.com",
        "Nov 10, 2026",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert_eq!(page.count(r#"name="token" value="ada""#), 2);
    assert_eq!(page.headers[REFERRER_POLICY], "strict-origin");
    assert_eq!(page.count("<script"), 0, "nothing to make comfortable");
}

#[tokio::test]
async fn who_accepts_goes_to_the_team() {
    let site = Site::new();
    let accepted = site
        .post_with("/invitations/accept", SIGNED_IN, &[("token", "ada")])
        .await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER);
    assert_eq!(accepted.location(), "/t/engines");
    assert!(forgets(&accepted));
}

#[tokio::test]
async fn who_declines_is_told_so() {
    let site = Site::new();
    let declined = site
        .post("/invitations/decline", &[("token", "grace")])
        .await;
    assert_eq!(declined.status, StatusCode::SEE_OTHER);
    assert_eq!(declined.location(), "/invitations?done=declined");
    assert!(forgets(&declined));
    let page = site.get(declined.location()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Invitation declined"));
}

#[tokio::test]
async fn somebody_else_is_told_why_not_and_offered_to_sign_out() {
    let site = Site::new();
    let page = site.get_with("/invitations?token=bob", SIGNED_IN).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(actions(&page), ["/invitations/switch"]);
    let why = "for bob@example.com, but you’re signed in as ada@example.com";
    assert!(page.body.contains(why), "{}", page.body);

    // Who sends the form all the same is told by the same page.
    let forced = site
        .post_with("/invitations/accept", SIGNED_IN, &[("token", "bob")])
        .await;
    assert_eq!(forced.status, StatusCode::FORBIDDEN);
    assert_eq!(actions(&forced), ["/invitations/switch"]);

    let left = site
        .post_with("/invitations/switch", SIGNED_IN, &[("token", "bob")])
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(left.location(), "/invitations");
    assert!(left.cookies().contains(&"pilaster_access=; Max-Age=0"));
    let page = site.get_with(left.location(), &held(&left)).await;
    assert!(page.attribute("href").contains(&SIGN_IN));
}

#[tokio::test]
async fn who_has_an_account_signs_in_and_comes_back_without_the_token() {
    let site = Site::new();
    let page = site.get("/invitations?token=ada").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(actions(&page), ["/invitations/decline"]);
    let links = page.attribute("href");
    assert!(links.contains(&SIGN_IN), "{links:?}");
    let leaks = |link: &&&str| link.contains("ada");
    assert_eq!(links.iter().find(leaks), None, "no address holds the token");

    let cookies = format!("{SIGNED_IN}; {}", held(&page));
    let back = site.get_with("/invitations", &cookies).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(actions(&back).contains(&"/invitations/accept"));
    assert_eq!(back.count(r#"name="token" value="ada""#), 2);

    // The session may have ended while the page was open.
    let accepted = site.post("/invitations/accept", &[("token", "ada")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER);
    assert_eq!(accepted.location(), SIGN_IN);
    assert_eq!(held(&accepted), held(&page));
}

#[tokio::test]
async fn who_has_no_account_makes_one_and_is_signed_in() {
    let site = Site::new();
    let page = site.get("/invitations?token=grace").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        actions(&page),
        ["/invitations/register", "/invitations/decline"]
    );
    let filled = page.attribute("autocomplete");
    assert_eq!(
        filled,
        ["username", "given-name", "family-name", "new-password"]
    );
    assert_eq!(page.count(r#"data-strength="password" hidden"#), 1);
    assert!(page.body.contains("/assets/public-boot.js"));

    let fields = [
        ("token", "grace"),
        ("first_name", "Grace"),
        ("last_name", "Hopper"),
        ("password", PASSWORD),
    ];
    let made = site.post("/invitations/register", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert_eq!(made.location(), "/t/engines");
    assert!(
        made.cookies().contains(&"pilaster_access=good; HttpOnly"),
        "{:?}",
        made.cookies()
    );
    assert!(forgets(&made));
}

#[tokio::test]
async fn a_refused_account_says_what_is_wrong_beside_each_field() {
    let fields = [
        ("token", "grace"),
        ("first_name", "Grace"),
        ("last_name", ""),
        ("password", "short"),
    ];
    let page = Site::new().post("/invitations/register", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("There are 2 problems to fix"));
    for field in ["#last-name", "#password"] {
        assert!(page.attribute("href").contains(&field), "{field}");
    }
    let values = page.attribute("value");
    assert!(values.contains(&"Grace") && values.contains(&"grace"));
    assert!(!values.contains(&"short"));
    // Who changes the language there comes back to the page.
    let back = Site::new().get("/invitations/register").await;
    assert_eq!(back.location(), "/invitations");
}

#[tokio::test]
async fn who_has_got_an_account_meanwhile_signs_in() {
    let fields = [
        ("token", "eve"),
        ("first_name", "Eve"),
        ("last_name", "Moneypenny"),
        ("password", PASSWORD),
    ];
    let page = Site::new().post("/invitations/register", &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.attribute("href").contains(&SIGN_IN));
    assert_eq!(actions(&page), ["/invitations/decline"]);
}

#[tokio::test]
async fn an_invitation_that_is_over_says_so() {
    let site = Site::new();
    let ended = "This invitation has ended";
    for path in ["/invitations?token=used", "/invitations?token=deleting"] {
        let page = site.get(path).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
        assert!(page.body.contains(ended), "{path}");
        assert_eq!(actions(&page), [""; 0], "{path}");
    }
    for path in [
        "/invitations/accept",
        "/invitations/decline",
        "/invitations/register",
    ] {
        let page = site.post_with(path, SIGNED_IN, &[("token", "used")]).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
        assert!(page.body.contains(ended), "{path}");
        assert!(page.attribute("href").contains(&"/dashboard"), "{path}");
    }
    let deleting = site.get("/invitations?token=deleting").await;
    assert!(deleting.body.contains("about to be deleted"));
    // That nothing is known is something else.
    let eager = site.get("/invitations?token=eager").await;
    assert_eq!(eager.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!eager.body.contains(ended));
    assert_eq!(site.get("/invitations").await.location(), "/dashboard");
}

#[tokio::test]
async fn a_token_stays_text_in_cookie_and_page() {
    let evil = "x; Domain=evil.example\r\nSet-Cookie: a=b";
    let site = Site::new();
    let left = site.post("/invitations/accept", &[("token", evil)]).await;
    assert_eq!(left.location(), SIGN_IN);
    let value = held(&left);
    assert!(!value.contains("; ") && !value.contains('\r'), "{value}");
}

#[tokio::test]
async fn the_page_speaks_arabic_from_right_to_left() {
    let page = Site::new().get_in("/invitations?token=grace", "ar").await;
    assert_eq!(page.count(r#"dir="rtl""#), 1);
    assert!(page.body.contains("إنشاء الحساب والانضمام"));
    assert!(page.body.contains("مشرف"), "the role is worded too");
}

#[tokio::test]
async fn who_is_told_in_the_product_answers_without_a_link() {
    let site = Site::new();
    let address = format!("/invitations/{OWN_INVITATION}");
    let page = site.get_with(&address, SIGNED_IN).await;
    assert_eq!(page.status, StatusCode::OK);
    let (accept, decline) = (format!("{address}/accept"), format!("{address}/decline"));
    assert_eq!(actions(&page), [accept.as_str(), decline.as_str()]);
    for words in [
        "Join Engines &lt;&amp;&gt; Co",
        "Nov 10, 2026",
        "Accept and join",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert_eq!(page.count(r#"name="token""#), 0);

    let accepted = site.post_with(&accept, SIGNED_IN, &[]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER);
    assert_eq!(accepted.location(), "/t/engines");
    let declined = site.post_with(&decline, SIGNED_IN, &[]).await;
    assert_eq!(declined.location(), "/invitations?done=declined");
    // Who changes the language comes back to the page.
    assert_eq!(site.get_with(&accept, SIGNED_IN).await.location(), address);
}

#[tokio::test]
async fn who_is_signed_out_by_now_signs_in_and_comes_back() {
    let site = Site::new();
    let address = format!("/invitations/{OWN_INVITATION}");
    let login = format!("/login?next=%2Finvitations%2F{OWN_INVITATION}");
    assert_eq!(site.get(&address).await.location(), login);
    for answer in ["accept", "decline"] {
        let page = site.post(&format!("{address}/{answer}"), &[]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{answer}");
        assert_eq!(page.location(), login, "{answer}");
    }
}

#[tokio::test]
async fn an_invitation_of_somebody_else_is_as_good_as_over() {
    let site = Site::new();
    let other = "/invitations/019a0000-0000-7000-8000-0000000000f8";
    let page = site.get_with(other, SIGNED_IN).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("This invitation has ended"));
    assert_eq!(actions(&page), [""; 0]);
    let page = site
        .post_with(&format!("{other}/accept"), SIGNED_IN, &[])
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let none = site.get_with("/invitations/none", SIGNED_IN).await;
    assert_eq!(none.location(), "/dashboard");
}
