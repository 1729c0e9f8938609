-- pages.lua: wrk asks for the paths of the file $BENCH_FILE, one after another.
local paths = {}
local at = 0

for line in io.lines(os.getenv("BENCH_FILE")) do
	paths[#paths + 1] = line
end

function request()
	at = at % #paths + 1
	return wrk.format("GET", paths[at])
end
