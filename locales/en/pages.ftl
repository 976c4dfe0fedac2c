### What plain pages share: header, footer, error pages.

pages-home = Pilaster, home
pages-nav-features = Features
pages-nav-architecture = How it works
pages-nav-code = Code
pages-nav-api = API

pages-footer-tagline = A full-stack SaaS foundation in Rust.
pages-footer-product = Product
pages-footer-developers = Developers
pages-footer-account = Account
pages-footer-openapi = OpenAPI document
pages-footer-licence = MIT or Apache-2.0

pages-not-found-title = Page not found
pages-not-found-lead = The link may be wrong, or the page may have moved.
pages-error-title = Something went wrong
pages-error-request = Request ID
pages-error-request-hint = Include this ID when you contact support.
pages-to-start = Go to the home page
