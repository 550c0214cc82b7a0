# Выбор языка.

language-title = Язык
language-text = Меню и ваши оповещения
language-ru = Русский
language-en = English
language-chosen = ✓ { $name }
language-set = Говорим по-русски
