//! The texts that letters are made from, as a page that writes letters offers them.

use store::{Result, Store};

use crate::table::templates::{self, Template};

/// A text to begin a letter with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Names it in an address.
    pub name: String,
    /// What colleagues call it.
    pub title: String,
    /// The text, with places to fill in.
    pub body: String,
}

impl From<Template> for Offered {
    fn from(template: Template) -> Offered {
        Offered { name: template.name, title: template.title, body: template.body }
    }
}

impl Offered {
    /// The text with its places filled in. A place is a name in lenticular brackets; one that is not known stays as it is written, where
    /// whoever sends the letter sees it.
    ///
    /// ```
    /// use staff::templates::Offered;
    /// let body = "Your case 【number】: 【what】".to_owned();
    /// let letter = Offered { name: "1".to_owned(), title: "Taken".to_owned(), body };
    /// assert_eq!(letter.filled(&[("number", "20261123-00000000")]), "Your case 20261123-00000000: 【what】");
    /// ```
    pub fn filled(&self, places: &[(&str, &str)]) -> String {
        let mut text = String::with_capacity(self.body.len());
        let mut rest = self.body.as_str();
        // One pass: what was filled in is not looked at again.
        while let Some((before, after)) = rest.split_once('【') {
            text.push_str(before);
            let known = after.split_once('】').and_then(|(name, behind)| {
                places.iter().find(|(place, _)| *place == name).map(|(_, words)| (*words, behind))
            });
            rest = match known {
                Some((words, behind)) => {
                    text.push_str(words);
                    behind
                }
                None => {
                    text.push('【');
                    after
                }
            };
        }
        text.push_str(rest);
        text
    }
}

/// Every template that stands.
///
/// # Errors
/// Where the database does not answer.
pub async fn offered(store: &Store) -> Result<Vec<Offered>> {
    Ok(templates::all(store).await?.into_iter().map(Offered::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_read_as_a_place() {
        let letter =
            Offered { name: String::new(), title: String::new(), body: "【a】【b】 【 【a".to_owned() };
        assert_eq!(letter.filled(&[("a", "【b】"), ("b", "x")]), "【b】x 【 【a");
    }
}
