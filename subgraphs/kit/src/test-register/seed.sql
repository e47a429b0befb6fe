create table persons (person_id text primary key, id_number text not null unique, name text, birth_date date, sex text, faith text,
  hukou_region text, residence_region text, spouse_person_id text, source_dept text, batch_no text);
create table companies (company_id text primary key, name text, region text, owner_name text, owner_person_id text, place_id text,
  address text, door_code text, is_home boolean);
create table penalties (decision_no text primary key, company_id text, person_id text, is_published boolean, region text, fine numeric(18,2), note text);

insert into persons values
  ('P1', '629901199001010011', '张示例', '1990-01-01', 'M', 'none', '620102001001', '620502001001', 'P2', 'PSD', 'B1'),
  ('P2', '629901199202020022', '李示例', '1992-02-02', 'F', null, '620502001001', '620502001001', 'P1', 'PSD', 'B1'),
  ('P3', '629909198503030033', '王示例', '1985-03-03', 'M', null, '620171001001', null, null, 'HRS', 'B2'),
  ('P4', '629901197004040044', '赵示例', '1970-04-04', 'F', null, null, null, null, 'HRS', 'B2');
insert into companies values
  ('C1', '甲示例公司', '620102', '张示例', 'P1', 'L1', '路1号', '11', true),
  ('C2', '乙示例公司', '620502', '李示例', 'P2', 'L1', '路2号', '22', false),
  ('C3', '丙示例公司', '620171', null, null, 'L2', '路3号', '33', null);
insert into penalties values
  ('N1', 'C1', null, true, '620102', 3000.00, 'open'),
  ('N2', 'C1', null, false, '620102', 500.50, 'hidden'),
  ('N3', 'C2', null, true, '620502', 12.00, 'open elsewhere'),
  ('N4', null, 'P1', true, '620102', 88.00, 'of a person');
