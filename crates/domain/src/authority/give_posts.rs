//! Gives a person the posts they hold from now on.

use serde::{Deserialize, Serialize};
use values::{Code, PersonId, Refusal};

use super::Post;
use crate::{Changes, Decision, EntityKey, Lookup, View};

/// Replaces the posts of a person. Commands still under way are judged by the posts held when they arrive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GivePosts {
    /// Whose.
    pub person: PersonId,
    /// All of them; none leaves the person without rights.
    pub posts: Vec<Post>,
}

pub(crate) fn decide(wish: &GivePosts, view: &dyn View) -> Decision {
    let mut person = view.person(wish.person).found().ok_or_else(|| Refusal::new(Code::NotFound))?;
    check_posts(&wish.posts, view)?;
    person.posts = wish.posts.clone();
    person.has_left = false;
    Ok(Changes::new().entity(person).log("Uprava", EntityKey::person(wish.person)))
}

pub(super) fn check_posts(posts: &[Post], view: &dyn View) -> Result<(), Refusal> {
    for post in posts {
        match view.unit(post.unit) {
            Lookup::Found(unit) if !unit.is_open() => {
                return Err(Refusal::new(Code::UnitClosed).with("unit", unit.code));
            }
            Lookup::Absent => return Err(Refusal::new(Code::UnitUnknown)),
            Lookup::Found(_) | Lookup::Unknown => {}
        }
    }
    Ok(())
}
