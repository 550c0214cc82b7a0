from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0005_contract_date')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Account',
            name='email',
            field=fields.CharField(default='', db_default='', max_length=254),
        ),
    ]
