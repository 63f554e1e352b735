-- Where the complainant lives, if it was said: it decides which law's deadlines hold.
alter table complaints.cases add column residence text;
