-- One key, one number: the microsecond at which its bucket is empty. The time is the server's, so
-- that processes with different clocks agree.
local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local empty = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local full = now + interval * burst
local wait = empty + interval - full
if wait > 0 then
    return { 0, wait, empty - now }
end
empty = empty + interval
redis.call('SET', KEYS[1], string.format('%.0f', empty), 'PX', math.ceil((empty - now) / 1000))
return { math.floor((full - empty) / interval), 0, empty - now }
