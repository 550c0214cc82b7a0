from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0002_lines_and_incidents')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Confirmation',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('contract', fields.ForeignKeyField('models.Contract', source_field='contract_id', db_constraint=True, to_field='id', related_name='confirmations', on_delete=OnDelete.CASCADE)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='confirmations', on_delete=OnDelete.CASCADE)),
                ('action', fields.CharField(max_length=32)),
                ('token', fields.CharField(unique=True, max_length=32)),
                ('ids', fields.TextField(default='[]', unique=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'confirmation', 'app': 'models', 'indexes': [Index(fields=['contract_id']), Index(fields=['person_id']), Index(fields=['expires_at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Draft',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('contract', fields.ForeignKeyField('models.Contract', source_field='contract_id', db_constraint=True, to_field='id', related_name='drafts', on_delete=OnDelete.CASCADE)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='drafts', on_delete=OnDelete.CASCADE)),
                ('form', fields.CharField(max_length=32)),
                ('step', fields.CharField(default='', db_default='', max_length=32)),
                ('answers', fields.TextField(default='{}', unique=False)),
                ('subject_id', fields.BigIntField(null=True)),
                ('base_version', fields.IntField(default=0, db_default=0)),
                ('secret_id', fields.CharField(default='', db_default='', max_length=64)),
                ('sealed_secret', fields.CharField(default='', db_default='', max_length=1024)),
                ('message_id', fields.BigIntField(null=True)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'draft', 'app': 'models', 'unique_together': (('person',),), 'indexes': [Index(fields=['contract_id']), Index(fields=['expires_at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Leader',
            fields=[
                ('role', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=16)),
                ('holder', fields.CharField(default='', db_default='', max_length=64)),
                ('held_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'leader', 'app': 'models', 'pk_attr': 'role'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Selection',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('contract', fields.ForeignKeyField('models.Contract', source_field='contract_id', db_constraint=True, to_field='id', related_name='selections', on_delete=OnDelete.CASCADE)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='selections', on_delete=OnDelete.CASCADE)),
                ('listing', fields.CharField(max_length=32)),
                ('ids', fields.TextField(default='[]', unique=False)),
                ('search', fields.CharField(default='', db_default='', max_length=64)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'selection', 'app': 'models', 'unique_together': (('person', 'contract', 'listing'),), 'indexes': [Index(fields=['contract_id']), Index(fields=['expires_at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Contract',
            name='cabinet_login',
            field=fields.CharField(null=True, unique=True, max_length=64),
        ),
        ops.AddField(
            model_name='Invite',
            name='created_by',
            field=fields.ForeignKeyField('models.Person', source_field='created_by_id', null=True, db_constraint=True, to_field='id', related_name='invited', on_delete=OnDelete.SET_NULL),
        ),
        ops.AddField(
            model_name='Invite',
            name='note',
            field=fields.CharField(default='', db_default='', max_length=128),
        ),
        ops.AddField(
            model_name='Invite',
            name='revoked_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddIndex(
            model_name='Invite',
            index=Index(fields=['created_by_id']),
        ),
        ops.AddField(
            model_name='Line',
            name='channels',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Line',
            name='deleted_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Line',
            name='marking',
            field=fields.CharField(default='', db_default='', max_length=128),
        ),
        ops.AddField(
            model_name='Line',
            name='registers_to_us',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='Line',
            name='version',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Person',
            name='is_support',
            field=fields.BooleanField(default=False, db_default=False),
        ),
    ]
