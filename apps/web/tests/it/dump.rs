use crate::support::*;
#[tokio::test]
async fn dump() {
    let site = Site::new();
    for (name, path, lang) in [
        ("landing", "/", "en"), ("landing-ar", "/", "ar"), ("login", "/login", "en"), ("login-ar", "/login", "ar"),
        ("register", "/register", "en"), ("sent", "/verify-email?sent=1", "en"), ("confirm", "/verify-email?token=x", "en"),
        ("done", "/verify-email?done=1", "en"), ("resend", "/verify-email", "en"), ("missing", "/nope", "en"),("missing-ar", "/nope", "ar"),
    ] {
        std::fs::write(format!("/tmp/s/w2/{name}.html"), site.get_in(path, lang).await.body).unwrap();
    }
    let p = site.post("/register", &[("first_name","Grace"),("email","grace"),("password","short")]).await;
    std::fs::write("/tmp/s/w2/register-bad.html", p.body).unwrap();
    let p = site.post("/login", &[("email","new@example.com"),("password",PASSWORD)]).await;
    std::fs::write("/tmp/s/w2/login-unverified.html", p.body).unwrap();
    let p = site.post("/verify-email", &[("token","bad")]).await;
    std::fs::write("/tmp/s/w2/stale.html", p.body).unwrap();
    let p = site.get_with("/dashboard", BROKEN).await;
    std::fs::write("/tmp/s/w2/broken.html", p.body).unwrap();
    let p = site.get_with("/logout", SIGNED_IN).await;
    std::fs::write("/tmp/s/w2/logout.html", p.body).unwrap();
    let p = site.get_with("/verify-email?sent=again", "pilaster_pending=email=grace%40example.com").await;
    std::fs::write("/tmp/s/w2/sent-again.html", p.body).unwrap();
}
