using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddRoadmapDatabase().AddRoadmapMessaging(_ => { });
builder.Services.AddProblemDetails().AddSaturationProblem();

var app = builder.Build();
app.UseExceptionHandler();
app.MapDefaultEndpoints();
app.Run();
