# Пользователи списком: вставленные имена, файл, предпросмотр, ссылки всем; выгрузка.

users-import = Списком
users-export = Выгрузить
users-export-caption = Пользователи: { $n }. Паролей в файле нет

import-title = Добавить списком
import-paste = Вставьте имена, по одному в строке
import-file = Или пришлите файл CSV или XLSX
import-more = После имени можно роль, логин, пароль
import-example = Пример: <code>Иванов Иван, оператор, 701</code>
import-read = Новые пользователи: { $n }
import-sheet = Прочитан только лист «{ $name }»
import-role = Роль, где не указана: { $role }
import-project = Проект: «{ $name }»
import-faulty = 🔴 Строк с ошибками: { $n }
import-alike = 🟠 Повторы имён: { $n }
import-fix = Ничего не добавлено. Исправьте строки и пришлите список снова
import-waits = Список ждёт до { $until }
import-row = { $name } · { $login } · { $role }
import-row-fault = { $number }. { $name }: { $why }
import-row-role = { $number }. { $name } · «{ $word }»: { $why }
import-row-alike = { $number }. { $name } · { $login }: { $why }
alike-in_list = имя повторяется в списке
alike-at_work = это имя уже есть у вас
import-add = Добавить ({ $n })
import-pick-role = Роль
import-to = В проект · { $name }
import-other-project = Другой проект
import-no-project = Без проекта
import-which-role = Какая роль у тех, у кого она не указана?
import-which-project = К какому проекту их допустить?
import-cancelled = Список отменён
import-adding = { $n ->
    [one] Добавляю { $n } пользователя
    [few] Добавляю { $n } пользователей
    [many] Добавляю { $n } пользователей
   *[other] Добавляю { $n } пользователя
}
import-making = Создаю: { $n } из { $total }
import-writing = Записываю всех сразу
import-together = До конца никто не добавлен: сохраняются все или никто
import-done = 🟢 { $n ->
    [one] Добавлен { $n } пользователь
    [few] Добавлены { $n } пользователя
    [many] Добавлено { $n } пользователей
   *[other] Добавлены { $n } пользователя
}
import-in-project = Проект: «{ $name }»
import-next = Передайте им реквизиты: у каждого своя ссылка на один раз
import-links = Ссылки всем
users-links = Ссылки ({ $n })
users-links-wait = Добавлены списком, ссылок ещё нет: { $n }
attachment-coming = Готовим файл…
import-links-late = Ссылки уже сделаны или прошла неделя. Откройте «Доступы»
import-links-caption = { $n ->
    [one] { $n } ссылка
    [few] { $n } ссылки
    [many] { $n } ссылок
   *[other] { $n } ссылки
} на один раз, до { $until }. Перешлите каждому его строку. Когда ссылки закончатся, файл исчезнет из чата
import-details = Доступы

links-sheet-name = Ссылки
links-sheet-title = Ссылки на реквизиты · договор { $number } · до { $until }
links-sheet-how = Каждая ссылка откроется один раз. Перешлите человеку только его строку
links-sheet-file = Ссылки до { $until }
links-sheet-chat = В Telegram
links-sheet-page = На странице
