from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0004_money')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Account',
            name='signed_on',
            field=fields.DateField(null=True),
        ),
    ]
