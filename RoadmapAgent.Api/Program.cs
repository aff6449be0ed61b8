using RoadmapAgent.Api;
using RoadmapAgent.Api.Operations;
using RoadmapAgent.Api.Progress;
using RoadmapAgent.Api.Roadmaps;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRoadmapDatabase();
builder.AddRoadmapDomain();
builder.AddExecutionLog();
builder.AddRoadmapMessaging(bus => bus.CarryMessages(Messages.Types).AddFanOutConsumer<ProgressConsumer>());
builder.AddApi();
builder.AddOperations();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapRoadmaps();
app.MapProgress();
app.MapOperations();
app.Run();
