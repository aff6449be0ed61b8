using RoadmapAgent.Workers;

return args switch
{
    ["migrations", ..] => await MigrationsRole.RunAsync(args),
    [var name, ..] when WorkerRole.All.TryGetValue(name, out var role) => await role.RunAsync(args),
    _ => WorkerRole.Unknown(args.FirstOrDefault()),
};
