//! Plays the story, opens the invented office, or one window: `e2e story`, `e2e demo`, `e2e window DATA`.
#![allow(clippy::print_stdout)]

use e2e::{Opening, Places, Window, demo, play};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let places = Places::beside_this_program();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["story"] => {
            let report = play(&places);
            println!("\nreport: {}", report.write().display());
        }
        ["demo"] => demo(&places),
        ["window", data] => {
            let window = Window::open(&places.workstation, data.as_ref(), &Opening::default());
            window.picture(&places.out.join("window.png"));
        }
        _ => println!("e2e story | e2e demo | e2e window DATA"),
    }
}
