using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.ServiceDefaults.Messaging;

if (args is ["migrations"]) return 0;
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddRoadmapDatabase().AddRoadmapMessaging(_ => { });

var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
return 0;
