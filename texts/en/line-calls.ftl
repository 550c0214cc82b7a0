# Calls over a line.

calls = Calls
calls-title = { $line } · calls
calls-through = Calls go out through our server
calls-past = No calls go through our server over this line
calls-of-gateway = The gateway registers with us: calls go through it
calls-no-server = No SIP server is installed: no calls go out
calls-hour = Last hour: { $said }
calls-day = Last day: { $said }
calls-share = { $calls } { $calls ->
    [one] call
   *[other] calls
}, { $failed } failed ({ $share })
calls-share-none = no calls
calls-none = No calls in the last day
calls-partly-advice = Check the gateway's SIM cards or call the carrier
calls-switch-on = Through server
calls-switch-off = Past server
calls-switched-on = Calls will go through our server
calls-switched-off = Calls no longer go through our server
line-partly = Works in part: { $share } of calls fail
gateway-absent = The gateway is not registered since { $since }
gateway-absent-advice = Check the gateway's power and internet
