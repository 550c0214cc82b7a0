# Форма пользователя.

user-form-new = Новый пользователь
user-form-edit = Изменить пользователя
user-form-name = Имя: { $name }
user-form-role = Роль: { $role }
user-form-login = Логин: <code>{ $login }</code>
user-form-password-typed = Пароль для входа: ваш
user-form-password-ready = Пароль для входа: готовый
user-form-stray-new = Пароль задаётся кнопкой «Пароль»
user-form-stray = Пароль меняется в карточке: «Новый пароль»
user-form-review = Сохраните или выберите, что изменить
user-form-gains = Появится софт-фон с номером <code>{ $login }</code>
user-form-gains-some = Появится софт-фон
user-form-loses = 🟠 Софт-фон отключится сразу, номер перестанет звонить
user-form-renumbers = 🟠 Номер сменится на <code>{ $login }</code>: настройте софт-фон заново
user-form-ready = Готовый пароль
user-form-added = 🟢 Добавлен. Передайте ему данные
user-form-saved = 🟢 Сохранено

user-ask-name = Как зовут? Наберите имя и фамилию
user-ask-role = Какая роль?
user-ask-role-means = С софт-фоном — суперюзер и оператор
user-ask-login = Какой логин? Он же внутренний номер
user-ask-login-offer = Свободен { $login }, или наберите свой
user-ask-password = Какой пароль для входа? Возьмите готовый или наберите свой от 12 знаков

user-field-name = Имя
user-field-role = Роль
user-field-login = Логин
user-field-password = Пароль
user-field-cabinet_login = Логин кабинета
user-field-until = Срок
user-field-row = Строка

error-user-form-gone = Эта форма закрыта: её сохранили, оставили или прошёл час. Откройте её снова
