# The choice of a language.

language-title = Language
language-text = The menu and your alerts
language-ru = Русский
language-en = English
language-chosen = ✓ { $name }
language-set = We speak English
