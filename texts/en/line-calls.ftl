# Calls over a line.

calls = Calls
calls-title = { $line } · calls
calls-through = Calls go out through our server
calls-past = No calls go through our server
calls-of-gateway = The gateway is with us and takes calls
calls-no-server = No SIP server: no calls go out
calls-hour = Last hour: { $said }
calls-day = Last day: { $said }
calls-share = { $failed } of { $calls } failed ({ $share })
calls-share-all = { $calls } { $calls ->
    [one] call, passed
   *[other] calls, all passed
}
calls-share-none = no calls
calls-none = No calls in the last day
calls-switch-on = Through server
calls-switch-off = Past server
calls-switched-on = Calls will go through our server
calls-switched-off = Calls no longer go through our server
line-partly = Works in part: { $share } of calls fail
gateway-absent = The gateway is not registered since { $since }
gateway-absent-advice = Check the gateway's power and internet
calls-advice-gateway = Check the gateway's SIM cards
calls-advice-carrier = Call the carrier
