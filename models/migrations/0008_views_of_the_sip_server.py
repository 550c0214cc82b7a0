"""What the SIP server reads of our tables, and all that it reads: see deploy/kamailio/kamailio.cfg.

Numbers are texts, for Kamailio's drivers disagree about the widths of integers. A login of a gateway gives way to a
user's, and of two gateways with one login the older has it: nobody takes the place of another contract.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

SUBSCRIBERS = """
CREATE VIEW sip_subscribers AS
SELECT u.login AS username, u.sip_realm AS domain, u.sip_ha1 AS ha1, CAST(u.contract_id AS VARCHAR(20)) AS contract,
       'user' AS role
FROM centre_user u
WHERE u.login IS NOT NULL AND u.sip_ha1 <> '' AND u.deleted_at IS NULL
UNION ALL
SELECT g."user", g.sip_realm, g.sip_ha1, CAST(g.contract_id AS VARCHAR(20)), 'gateway'
FROM line g
WHERE g.registers_to_us AND g.sip_ha1 <> '' AND g.enabled AND g.deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM centre_user o WHERE o.login = g."user")
  AND NOT EXISTS (SELECT 1 FROM line o WHERE o."user" = g."user" AND o.id < g.id AND o.registers_to_us
                  AND o.sip_ha1 <> '' AND o.enabled AND o.deleted_at IS NULL)
"""

# place: lines that work before those not checked yet; among them lines of the caller's projects before free ones.
ROUTES = """
CREATE VIEW sip_routes AS
SELECT u.login AS username, CAST(u.contract_id AS VARCHAR(20)) AS contract, CAST(l.id AS VARCHAR(20)) AS line,
       CASE WHEN l.registers_to_us THEN 'gateway' ELSE 'carrier' END AS kind,
       l."user" AS number, CASE WHEN l.auth_user = '' THEN l."user" ELSE l.auth_user END AS login,
       l.sip_realm AS realm, l.sip_ha1 AS ha1,
       CASE WHEN c.host LIKE '%:%' THEN '[' || c.host || ']' ELSE c.host END AS domain,
       CASE WHEN c.host LIKE '%:%' THEN '[' || c.host || ']' ELSE c.host END
         || CASE WHEN c.port = 0 THEN '' ELSE ':' || CAST(c.port AS VARCHAR(5)) END
         || CASE WHEN c.transport = 'udp' THEN '' ELSE ';transport=' || c.transport END AS host,
       CASE WHEN l.proxy = '' THEN '' ELSE 'sip:' || l.proxy || ';transport=' || c.transport END AS proxy,
       CASE WHEN l.state = 'ok' THEN 0 ELSE 2 END
         + CASE WHEN EXISTS (SELECT 1 FROM line_project p WHERE p.line_id = l.id) THEN 0 ELSE 1 END AS place,
       l.id AS line_order
FROM centre_user u
JOIN line l ON l.contract_id = u.contract_id
JOIN carrier c ON c.id = l.carrier_id
WHERE u.login IS NOT NULL AND u.sip_ha1 <> '' AND u.deleted_at IS NULL
  AND (l.through_server OR l.registers_to_us) AND l.enabled AND l.deleted_at IS NULL AND l.state IN ('ok', 'unknown')
  AND (NOT EXISTS (SELECT 1 FROM line_project p WHERE p.line_id = l.id)
       OR EXISTS (SELECT 1 FROM line_project p JOIN admission a ON a.project_id = p.project_id
                  WHERE p.line_id = l.id AND a.user_id = u.id))
"""

# https://www.kamailio.org/docs/modules/5.6.x/modules/uac.html: the columns of the table uacreg.
REGISTRATIONS = """
CREATE VIEW uacreg AS
SELECT l.id AS id, 'line' || CAST(l.id AS VARCHAR(20)) AS l_uuid, 'line' || CAST(l.id AS VARCHAR(20)) AS l_username,
       'lines' AS l_domain, l."user" AS r_username,
       CASE WHEN c.host LIKE '%:%' THEN '[' || c.host || ']' ELSE c.host END AS r_domain, l.sip_realm AS realm,
       CASE WHEN l.auth_user = '' THEN l."user" ELSE l.auth_user END AS auth_username, '' AS auth_password,
       l.sip_ha1 AS auth_ha1,
       'sip:' || CASE WHEN l.proxy <> '' THEN l.proxy ELSE
         CASE WHEN c.host LIKE '%:%' THEN '[' || c.host || ']' ELSE c.host END
         || CASE WHEN c.port = 0 THEN '' ELSE ':' || CAST(c.port AS VARCHAR(5)) END END
         || ';transport=' || c.transport AS auth_proxy,
       300 AS expires, 0 AS flags, 0 AS reg_delay, '' AS contact_addr, '' AS socket
FROM line l
JOIN carrier c ON c.id = l.carrier_id
WHERE l.through_server AND NOT l.registers_to_us AND l.method = 'register' AND l.sip_ha1 <> '' AND l.enabled
  AND l.deleted_at IS NULL
"""

VERSIONS = "CREATE VIEW sip_version AS SELECT 1 AS id, 'uacreg' AS table_name, 5 AS table_version"


class Migration(migrations.Migration):
    dependencies = [("models", "0007_users_and_projects")]

    initial = False

    operations = [
        ops.RunSQL(SUBSCRIBERS, reverse_sql="DROP VIEW sip_subscribers"),
        ops.RunSQL(ROUTES, reverse_sql="DROP VIEW sip_routes"),
        ops.RunSQL(REGISTRATIONS, reverse_sql="DROP VIEW uacreg"),
        ops.RunSQL(VERSIONS, reverse_sql="DROP VIEW sip_version"),
    ]
